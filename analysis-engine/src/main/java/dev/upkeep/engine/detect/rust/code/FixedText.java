package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Values that the source alone decides, however far from the place it says so: what is made of them is made of literals. */
final class FixedText {

    private static final Set<String> COPIES = Set.of("to_string", "to_owned", "into", "as_str", "as_ref", "clone");
    private static final Pattern INCLUDED = Pattern.compile("(\\w+::)*include_(dir|str|bytes)!.*", Pattern.DOTALL);
    /** Methods of the standard library and of dates that give texts and numbers. */
    private static final Set<String> GIVES_SCALAR = Set.of("to_string", "len", "count", "timestamp", "is_empty");

    private static final int DEEPEST = 8;

    private FixedText() {}

    /** A call of a function of this file all of whose results are literals. */
    static boolean is(Node value) {
        return value.is("call_expression")
                && MethodCall.arguments(value).isEmpty()
                && value.child("function")
                        .filter(function -> function.is("identifier"))
                        .filter(function -> givesLiterals(value, function.text()))
                        .isPresent();
    }

    private static boolean givesLiterals(Node call, String name) {
        List<Node> named = call.tree().root().descendants("function_item").stream()
                .filter(function ->
                        function.child("name").filter(own -> own.hasText(name)).isPresent())
                .toList();
        return named.size() == 1
                && named.getFirst()
                        .child("body")
                        .filter(body -> isFixed(body, 0) && returnsLiterals(body))
                        .isPresent();
    }

    private static boolean returnsLiterals(Node body) {
        return body.descendants("try_expression").isEmpty()
                && body.descendants("return_expression").stream()
                        .allMatch(back -> back.namedChildren().stream().allMatch(value -> isFixed(value, 0)));
    }

    private static boolean isFixed(Node value, int depth) {
        if (depth > DEEPEST) {
            return false;
        }
        List<Node> children = value.namedChildren();
        return switch (value.kind()) {
            case "block", "else_clause" -> !children.isEmpty() && isFixed(children.getLast(), depth + 1);
            case "expression_statement" -> isFixed(children.getFirst(), depth + 1);
            case "return_expression" -> true;
            case "match_expression" ->
                value.child("body").stream()
                        .flatMap(body -> body.namedChildren().stream())
                        .filter(arm -> arm.is("match_arm"))
                        .allMatch(arm -> arm.child("value")
                                .filter(result -> isFixed(result, depth + 1))
                                .isPresent());
            case "if_expression" ->
                Stream.of(value.child("consequence"), value.child("alternative"))
                        .allMatch(branch ->
                                branch.filter(each -> isFixed(each, depth + 1)).isPresent());
            case "call_expression" -> isCopy(value, depth);
            case "identifier" ->
                Infallible.isLiteral(value)
                        || MadeBefore.declaration(value)
                                .filter(let ->
                                        let.childOfKind("mutable_specifier").isEmpty())
                                .flatMap(let -> let.child("value"))
                                .filter(made -> isFixed(made, depth + 1))
                                .isPresent();
            default -> Infallible.isLiteral(value);
        };
    }

    private static boolean isCopy(Node value, int depth) {
        Optional<MethodCall> method = MethodCall.of(value);
        return method.filter(call -> COPIES.contains(call.name()))
                        .filter(call -> isFixed(call.receiver(), depth + 1))
                        .isPresent()
                || (value.child("function")
                                .filter(function -> function.hasText("String::from"))
                                .isPresent()
                        && MethodCall.arguments(value).stream().allMatch(Infallible::isLiteral));
    }

    /** What calls with literals find in a file or folder that is part of the program. */
    static boolean isPartOfProgram(Node chain) {
        Optional<MethodCall> at = MethodCall.of(chain);
        Node start = chain;
        while (at.isPresent()) {
            if (!at.get().arguments().stream().allMatch(Infallible::isLiteral)) {
                return false;
            }
            start = at.get().receiver();
            at = MethodCall.of(start);
        }
        return start.is("identifier") && isIncluded(start);
    }

    private static boolean isIncluded(Node name) {
        return name.tree().root().descendants(Set.of("static_item", "const_item")).stream()
                .filter(item -> item.child("name")
                        .filter(own -> own.hasText(name.text()))
                        .isPresent())
                .flatMap(item -> item.child("value").stream())
                .anyMatch(value -> INCLUDED.matcher(value.text()).matches());
    }

    /** What JSON can always be written of: texts, whole numbers, and what is JSON already. */
    static boolean isJson(Node argument) {
        Node value =
                argument.is("reference_expression") ? argument.namedChildren().getLast() : argument;
        if (value.is("identifier")) {
            return MadeBefore.declaration(value)
                    .flatMap(let -> let.child("value"))
                    .filter(made -> !made.is("identifier") && isJson(made))
                    .isPresent();
        }
        boolean written = value.is("macro_invocation")
                && value.child("macro")
                        .filter(macro -> macro.text().matches("format|(serde_json::)?json"))
                        .isPresent();
        return written
                || value.kind().endsWith("string_literal")
                || value.is("integer_literal")
                || value.is("boolean_literal")
                || MethodCall.of(value)
                        .filter(call -> GIVES_SCALAR.contains(call.name())
                                && call.arguments().isEmpty())
                        .isPresent();
    }
}
