package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Casts to {@code any} whose place has no type that could be checked: what is given to a variable or field that is
 * {@code any} itself, a placeholder in a literal without a type, and a name that a comment puts on the global object.
 */
final class GivenCasts {

    private static final Set<String> GLOBALS = Set.of("window", "globalThis", "global", "self");
    private static final Set<String> FIELDS = Set.of("public_field_definition", "field_definition");
    private static final Set<String> LITERALS = Set.of("pair", "object", "array", "parenthesized_expression");
    private static final Pattern COMMENT = Pattern.compile("^\\s*(//|/\\*|\\*).*\\w.*");

    private GivenCasts() {}

    static boolean needNoType(Node cast, Node value, List<String> lines) {
        return isGivenToAny(cast)
                || (CheckingCasts.NOTHING.matcher(value.text()).matches()
                        && cast.parent().filter(up -> up.is("pair")).isPresent()
                        && isInUntypedLiteral(cast))
                || isExplainedGlobal(cast, value, lines);
    }

    /** A literal that becomes a variable without a type: the values themselves say what it is. */
    static boolean isInUntypedLiteral(Node cast) {
        Node literal = cast;
        Optional<Node> up = literal.parent();
        while (up.filter(outer -> LITERALS.contains(outer.kind())).isPresent()) {
            literal = up.get();
            up = literal.parent();
        }
        return up.filter(outer -> outer.is("variable_declarator"))
                .filter(variable -> variable.child("type").isEmpty())
                .isPresent();
    }

    private static boolean isGivenToAny(Node cast) {
        return cast.parent()
                .filter(up -> switch (up.kind()) {
                    case "variable_declarator" -> isAny(up);
                    case "assignment_expression" ->
                        up.child("right").filter(cast::equals).isPresent()
                                && up.child("left")
                                        .filter(target -> CheckingCasts.isDeclaredAny(target) || isFieldOfAny(target))
                                        .isPresent();
                    default -> FIELDS.contains(up.kind()) && isAny(up);
                })
                .isPresent();
    }

    /** {@code this.field}, which the class around declares as {@code any}. */
    private static boolean isFieldOfAny(Node target) {
        String name = target.child("property").map(Node::text).orElse("");
        return target.is("member_expression")
                && target.child("object").filter(object -> object.is("this")).isPresent()
                && target.ancestor("class_body").stream()
                        .flatMap(body -> body.namedChildren().stream())
                        .filter(member -> FIELDS.contains(member.kind()))
                        .filter(member -> member.child("name")
                                .filter(each -> each.hasText(name))
                                .isPresent())
                        .anyMatch(GivenCasts::isAny);
    }

    private static boolean isAny(Node declaration) {
        return declaration
                .child("type")
                .filter(type -> CheckingCasts.ANY.matcher(type.text()).matches())
                .isPresent();
    }

    /** {@code (window as any).shop = shop} below a comment: nothing is read, and it is told what for. */
    private static boolean isExplainedGlobal(Node cast, Node value, List<String> lines) {
        Node target = CheckingCasts.read(cast);
        int above = cast.startLine() - 2;
        return GLOBALS.contains(value.text())
                && above >= 0
                && COMMENT.matcher(lines.get(above)).matches()
                && target.parent()
                        .filter(up -> up.is("assignment_expression"))
                        .flatMap(up -> up.child("left"))
                        .filter(target::equals)
                        .isPresent();
    }
}
