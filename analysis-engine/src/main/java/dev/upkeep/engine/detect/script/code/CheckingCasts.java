package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Casts to {@code any} that take no check away: those by which the program checks the value itself as it runs, and those
 * of what is {@code any} already.
 */
final class CheckingCasts {

    private static final Set<String> PREDICATES = Set.of("type_predicate_annotation", "asserts_annotation");
    private static final Set<String> MEMBERSHIP = Set.of("includes", "has", "indexOf");
    private static final Set<String> ANY_ALREADY = Set.of("JSON.parse", "Reflect.get");
    private static final Set<String> COMPARISONS = Set.of("===", "!==", "==", "!=");
    static final Pattern ANY = Pattern.compile(":\\s*any");
    static final Pattern NOTHING = Pattern.compile("undefined|null|\\{\\s*\\}");

    private CheckingCasts() {}

    static boolean isOne(Node cast, Node value) {
        return ANY_ALREADY.contains(Scripts.callee(Scripts.bare(value)))
                || isDeclaredAny(Scripts.bare(value))
                || isInPredicate(cast)
                || isAsked(cast)
                || isCompared(cast);
    }

    /** A parameter or variable that is written down as {@code any}: the innermost of that name counts. */
    static boolean isDeclaredAny(Node value) {
        if (!value.is("identifier")) {
            return false;
        }
        Optional<Node> at = Scripts.enclosingFunction(value);
        while (at.isPresent()) {
            Optional<Node> declaration = declaration(at.get(), value.text());
            if (declaration.isPresent()) {
                return declaration
                        .flatMap(each -> each.child("type"))
                        .filter(type -> ANY.matcher(type.text()).matches())
                        .isPresent();
            }
            at = Scripts.enclosingFunction(at.get());
        }
        return false;
    }

    private static Optional<Node> declaration(Node function, String name) {
        return Stream.of(
                        function.child("parameter").stream(),
                        function.child("parameters").stream().flatMap(all -> all.namedChildren().stream()),
                        Scripts.ownNodes(function).filter(node -> node.is("variable_declarator")))
                .flatMap(Function.identity())
                .filter(each -> binds(each, name))
                .findFirst();
    }

    private static boolean binds(Node declaration, String name) {
        return declaration.hasText(name)
                || declaration
                        .child(declaration.is("variable_declarator") ? "name" : "pattern")
                        .filter(bound -> Scripts.boundNames(bound).contains(name))
                        .isPresent();
    }

    /** {@code (value as any) === other}: nothing is read of it. */
    private static boolean isCompared(Node cast) {
        Node whole = cast;
        Optional<Node> up = whole.parent();
        while (up.isPresent() && up.get().is("parenthesized_expression")) {
            whole = up.get();
            up = whole.parent();
        }
        return up.filter(outer -> outer.is("binary_expression"))
                .flatMap(outer -> outer.child("operator"))
                .filter(operator -> COMPARISONS.contains(operator.text()))
                .isPresent();
    }

    /** In a test: a value that holds nothing to be read, or one that is read for an assertion alone. */
    static boolean isOneOfTests(Node cast, Node value) {
        return NOTHING.matcher(value.text()).matches()
                || onlyArgumentOf(read(cast))
                        .filter(call -> Scripts.callee(call).equals("expect"))
                        .isPresent();
    }

    /** {@code (v): v is T} and {@code asserts v is T} say a type once they have looked at the value. */
    private static boolean isInPredicate(Node cast) {
        for (Optional<Node> at = Scripts.enclosingFunction(cast);
                at.isPresent();
                at = Scripts.enclosingFunction(at.get())) {
            if (at.get()
                    .child("return_type")
                    .filter(type -> PREDICATES.contains(type.kind()))
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAsked(Node cast) {
        Node read = read(cast);
        return read.parent().filter(up -> isQuestion(up, read)).isPresent()
                || onlyArgumentOf(cast)
                        .filter(call -> MEMBERSHIP.contains(Scripts.lastName(call))
                                && Scripts.receiver(call).isPresent())
                        .isPresent();
    }

    private static boolean isQuestion(Node outer, Node read) {
        return switch (outer.kind()) {
            case "unary_expression" ->
                outer.child("operator")
                        .filter(operator -> operator.hasText("typeof"))
                        .isPresent();
            case "binary_expression" ->
                outer.child("operator")
                                .filter(operator -> operator.hasText("in"))
                                .isPresent()
                        && outer.child("right").filter(read::equals).isPresent();
            default -> false;
        };
    }

    private static Optional<Node> onlyArgumentOf(Node value) {
        return value.parent()
                .filter(up -> up.is("arguments") && up.namedChildren().size() == 1)
                .flatMap(Node::parent)
                .filter(call -> call.is("call_expression"));
    }

    /** What is read of the cast value: a member, a member of that, and so on. */
    static Node read(Node cast) {
        Node at = cast;
        Optional<Node> up = at.parent();
        while (up.isPresent() && readsFurther(up.get(), at)) {
            at = up.get();
            up = at.parent();
        }
        return at;
    }

    private static boolean readsFurther(Node outer, Node inner) {
        return switch (outer.kind()) {
            case "parenthesized_expression", "non_null_expression" -> true;
            case "member_expression", "subscript_expression" ->
                outer.child("object").filter(inner::equals).isPresent();
            default -> false;
        };
    }
}
