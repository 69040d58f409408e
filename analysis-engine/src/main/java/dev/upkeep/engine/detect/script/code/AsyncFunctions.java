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

    /** {@code const { data, error } = await tryCatch(load())}: what is widely called so gives the error as a value. */
    private static final Pattern CATCHES = Pattern.compile("tryCatch|tryit|catchError|tryPromise|attemptAsync");

    private AsyncFunctions() {}

    /** An async function that awaits or throws something outside of a {@code try} with a {@code catch}. */
    static boolean mayReject(Node function) {
        return mayReject(function, DEEPEST_CALLS);
    }

    private static boolean mayReject(Node function, int depth) {
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
                .filter(node -> !isGuarded(node, function) && !waitsForHarmless(node, depth));
    }

    /** An async function that waits for something and catches all that may come of it. */
    static boolean catchesAll(Node function) {
        return Scripts.isAsync(function)
                && Scripts.ownNodes(function).anyMatch(node -> node.is("await_expression"))
                && openPlaces(function, DEEPEST_CALLS).findAny().isEmpty();
    }

    /** The names of the calls by which alone the function can fail; empty where it can fail otherwise. */
    static List<String> failsBy(Node function) {
        List<String> names =
                failing(function).map(AsyncFunctions::waitedFor).distinct().toList();
        return names.contains("") ? List.of() : names;
    }

    /** Names of one word mean too many things. */
    private static String waitedFor(Node place) {
        return place.namedChildren().stream()
                .filter(value -> place.is("await_expression") && value.is("call_expression"))
                .map(Scripts::lastName)
                .filter(name -> SEVERAL_WORDS.matcher(name).matches())
                .findFirst()
                .orElse("");
    }

    /** {@code await load()}, where the one function of this name in the file catches all of its own errors. */
    private static boolean waitsForHarmless(Node node, int depth) {
        if (depth == 0 || !node.is("await_expression") || node.namedChildren().size() != 1) {
            return false;
        }
        String callee = Scripts.callee(node.namedChildren().getFirst());
        if (CATCHES.matcher(callee).matches()) {
            return true;
        }
        List<Node> places =
                node.tree().root().descendants(List.of("variable_declarator", "function_declaration")).stream()
                        .filter(place -> place.child("name")
                                .filter(name -> name.hasText(callee))
                                .isPresent())
                        .toList();
        return places.size() == 1
                && Optional.of(places.getFirst())
                        .map(place -> place.child("value").map(Scripts::bare).orElse(place))
                        .filter(value -> Scripts.isFunction(value) && Scripts.isAsync(value))
                        .filter(value -> !mayReject(value, depth - 1))
                        .isPresent();
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
