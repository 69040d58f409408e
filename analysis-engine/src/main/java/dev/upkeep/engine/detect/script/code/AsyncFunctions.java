package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether the promise of an async function can fail, as far as its own text shows. */
final class AsyncFunctions {

    private static final int DEEPEST_CALLS = 3;
    private static final Pattern SEVERAL_WORDS = Pattern.compile("[a-z]\\w*[A-Z]\\w*");

    private AsyncFunctions() {}

    /** An async function that awaits or throws something outside of a {@code try} with a {@code catch}. */
    static boolean mayReject(Node function) {
        return mayReject(function, DEEPEST_CALLS);
    }

    static boolean mayReject(Node function, int depth) {
        return Scripts.isAsync(function) && failing(function, depth).findAny().isPresent();
    }

    /** What an error can come from, as far as anything here says that it can fail. */
    static Stream<Node> failing(Node function) {
        return failing(function, DEEPEST_CALLS);
    }

    private static Stream<Node> failing(Node function, int depth) {
        return openPlaces(function, depth).filter(place -> !UntoldWaits.isOne(place));
    }

    /** What an error can come from. */
    private static Stream<Node> openPlaces(Node function, int depth) {
        return Scripts.ownNodes(function)
                .filter(node -> node.is("await_expression") || node.is("throw_statement"))
                .filter(node -> !isGuarded(node, function) && !HarmlessWaits.isOne(node, depth));
    }

    /** An async function that waits for something, or tries it, and catches all that may come of it. */
    static boolean catchesAll(Node function) {
        return Scripts.isAsync(function)
                && Scripts.ownNodes(function).anyMatch(node -> node.is("await_expression") || node.is("catch_clause"))
                && openPlaces(function, DEEPEST_CALLS).findAny().isEmpty();
    }

    /** The names of the calls by which alone the function can fail; empty where it can fail otherwise. */
    static List<String> failsBy(Node function) {
        List<String> names =
                failing(function).flatMap(AsyncFunctions::waitedFor).distinct().toList();
        return names.contains("") ? List.of() : names;
    }

    private static Stream<String> waitedFor(Node place) {
        List<Node> values = place.namedChildren();
        if (!place.is("await_expression") || values.size() != 1) {
            return Stream.of("");
        }
        Node value = values.getFirst();
        return HarmlessWaits.eachOf(value)
                .map(callback -> failing(callback).flatMap(AsyncFunctions::waitedFor))
                .orElseGet(() -> Stream.of(HookResults.hookOf(value).orElseGet(() -> telling(value))));
    }

    /** Names of one word mean too many things. */
    private static String telling(Node value) {
        String name = value.is("call_expression") ? Scripts.lastName(value) : "";
        return SEVERAL_WORDS.matcher(name).matches() ? name : "";
    }

    private static boolean isGuarded(Node node, Node function) {
        if (node.is("await_expression")
                && node.namedChildren().stream()
                        .anyMatch(value -> value.is("call_expression")
                                && Scripts.lastName(value).equals("catch"))) {
            return true;
        }
        Optional<Node> attempt = node.ancestor("try_statement");
        while (attempt.isPresent() && attempt.get().index() > function.index()) {
            boolean inBody = attempt.get()
                    .child("body")
                    .filter(body -> body.index() < node.index()
                            && node.index() < body.tree().subtreeEnd(body.index()))
                    .isPresent();
            if (inBody && attempt.get().child("handler").isPresent()) {
                return true;
            }
            attempt = attempt.get().ancestor("try_statement");
        }
        return false;
    }
}
