package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.detect.rust.facts.RustPath;
import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Text that is written to what the function shows to be a {@code String}: that never fails. */
final class IntoString {

    private static final Set<String> MACROS = Set.of("write", "writeln");
    private static final Set<String> METHODS = Set.of("write_str", "write_char", "write_fmt");
    private static final Pattern MADE = Pattern.compile("(std::string::)?String::(new|with_capacity|from)\\(|format!");

    private IntoString() {}

    /** Whether {@code write!(text, …)} or {@code text.write_str(…)} writes to one. */
    static boolean isWritten(Node writes) {
        return target(writes).filter(IntoString::isString).isPresent();
    }

    private static Optional<Node> target(Node writes) {
        if (writes.is("macro_invocation")) {
            return Optional.of(writes)
                    .filter(call -> MACROS.contains(
                            call.child("macro").map(RustPath::text).orElse("")))
                    .flatMap(call -> call.childOfKind("token_tree"))
                    .flatMap(IntoString::first);
        }
        return MethodCall.of(writes)
                .filter(call -> METHODS.contains(call.name()))
                .map(MethodCall::receiver)
                .filter(receiver -> receiver.is("identifier"));
    }

    /** A name that stands alone before the first comma, be it borrowed. */
    private static Optional<Node> first(Node tokens) {
        return tokens.children().stream()
                .skip(1)
                .dropWhile(token -> token.is("&") || token.is("mutable_specifier"))
                .findFirst()
                .filter(token -> token.is("identifier"))
                .filter(token ->
                        token.nextSibling().filter(next -> next.is(",")).isPresent());
    }

    private static boolean isString(Node name) {
        Optional<Node> made = MadeBefore.declaration(name);
        return made.map(let -> isMadeAsString(let)).orElseGet(() -> isParameter(name));
    }

    private static boolean isMadeAsString(Node let) {
        return let.child("type")
                .map(type -> type.hasText("String"))
                .orElseGet(() -> let.child("value")
                        .filter(value -> MADE.matcher(value.text()).lookingAt())
                        .isPresent());
    }

    private static boolean isParameter(Node name) {
        return name.ancestor("function_item", "closure_expression")
                .filter(around -> around.is("function_item"))
                .flatMap(function -> function.child("parameters"))
                .filter(parameters -> Pattern.compile("\\b" + name.text() + ":\\s*&mut\\s+String\\b")
                        .matcher(parameters.text())
                        .find())
                .isPresent();
    }
}
