package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a function can fail in one way at most, as its own code shows it: nothing that it calls gives an error that it
 * hands on, and it writes one fixed text or none. A caller learns all there is to know from the failure itself.
 */
final class FailureKinds {

    private static final Set<String> MAKES = Set.of("ok_or", "ok_or_else", "map_err");

    private static final Pattern FIXED = Pattern.compile(
            "(?s)\\(\\s*(?:move\\s+)?(?:\\|_?\\w*\\|\\s*)?(?:String::from\\(\\s*)?\"(?:[^\"\\\\]|\\\\.)*\"\\s*\\)?"
                    + "(?:\\s*\\.(?:into|to_string|to_owned)\\(\\))?\\s*,?\\s*\\)");

    private static final Pattern IN_MACRO = Pattern.compile("\\bErr\\b|\\?|\\breturn\\b");

    private FailureKinds() {}

    static boolean isAtMostOne(Node function) {
        Optional<Node> body = function.child("body");
        List<Node> made = body.stream()
                .flatMap(block -> block.descendants("call_expression").stream())
                .filter(FailureKinds::makesError)
                .toList();
        return made.size() <= 1
                && body.filter(block -> made.stream().allMatch(FailureKinds::isFixed)
                                && block.descendants("token_tree").stream()
                                        .noneMatch(tokens ->
                                                IN_MACRO.matcher(tokens.text()).find())
                                && block.descendants("try_expression").stream().allMatch(each -> isOneOf(each, made))
                                && block.descendants("return_expression").stream()
                                        .allMatch(each -> isPlain(each, made))
                                && HandedOn.results(block).allMatch(result -> isPlain(result, made)))
                        .isPresent();
    }

    private static boolean makesError(Node call) {
        return isCallOf(call, "Err")
                || MethodCall.of(call)
                        .filter(method -> MAKES.contains(method.name()))
                        .isPresent();
    }

    private static boolean isCallOf(Node call, String name) {
        return call.is("call_expression")
                && call.child("function")
                        .filter(function -> function.hasText(name))
                        .isPresent();
    }

    private static boolean isFixed(Node call) {
        return call.child("arguments")
                .filter(arguments -> FIXED.matcher(arguments.text()).matches())
                .isPresent();
    }

    /** Something that this function itself makes: {@code Ok(…)}, its one error, or an end of the program. */
    private static boolean isPlain(Node result, List<Node> made) {
        return result.is("macro_invocation")
                || isCallOf(result, "Ok")
                || made.contains(result)
                || (result.is("return_expression")
                        && result.namedChildren().stream().allMatch(each -> isPlain(each, made)));
    }

    private static boolean isOneOf(Node attempt, List<Node> made) {
        return attempt.namedChildren().stream()
                .findFirst()
                .filter(made::contains)
                .isPresent();
    }
}
