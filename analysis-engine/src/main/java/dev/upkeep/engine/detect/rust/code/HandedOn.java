package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.detect.rust.facts.RustPath;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Functions that make no error of their own: all that they give is what functions of another crate give. */
final class HandedOn {

    private static final Set<String> OWN = Set.of("self", "Self", "super", "crate", "std", "core", "");
    private static final Pattern MAKES_ERRORS =
            Pattern.compile("\\bErr\\(|map_err|ok_or|\\.into\\(|format!|to_string\\(|to_owned\\(|\\?(?!\\w)");

    private HandedOn() {}

    static boolean is(Node function, RustScope scope) {
        Optional<Node> body = function.child("body");
        return body.filter(block -> !MAKES_ERRORS.matcher(block.text()).find()
                        && block.descendants("return_expression").isEmpty())
                .filter(block -> results(block).allMatch(result -> isForeign(result, scope)))
                .isPresent();
    }

    /** What a function may give at its end, by the branches that lead there. */
    static Stream<Node> results(Node value) {
        return switch (value.kind()) {
            case "block", "expression_statement", "else_clause" -> last(value.namedChildren());
            case "if_expression" ->
                Stream.of("consequence", "alternative")
                        .flatMap(branch -> value.child(branch).stream())
                        .flatMap(HandedOn::results);
            case "match_expression" ->
                value.descendants("match_arm").stream()
                        .flatMap(arm -> arm.child("value").stream())
                        .flatMap(HandedOn::results);
            default -> Stream.of(value);
        };
    }

    private static Stream<Node> last(List<Node> statements) {
        return statements.isEmpty() ? Stream.empty() : results(statements.getLast());
    }

    private static boolean isForeign(Node result, RustScope scope) {
        String path = result.is("call_expression") ? scope.callee(result) : "";
        String first = path.replaceFirst("::.*", "");
        return path.contains("::")
                && !OWN.contains(first)
                && Character.isLowerCase(first.charAt(0))
                && scope.tree().root().descendants("mod_item").stream()
                        .flatMap(module -> module.child("name").stream())
                        .noneMatch(module -> RustPath.plain(module.text()).equals(first));
    }
}
