package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;

/** Whether the promise of an async function can fail, as far as its own text shows. */
final class AsyncFunctions {

    private static final int DEEPEST_CALLS = 3;

    private AsyncFunctions() {}

    /** An async function that awaits or throws something outside of a {@code try} with a {@code catch}. */
    static boolean mayReject(Node function) {
        return mayReject(function, DEEPEST_CALLS);
    }

    private static boolean mayReject(Node function, int depth) {
        return Scripts.isAsync(function)
                && Scripts.ownNodes(function)
                        .filter(node -> node.is("await_expression") || node.is("throw_statement"))
                        .anyMatch(node -> !isGuarded(node, function) && !waitsForHarmless(node, depth));
    }

    /** {@code await load()}, where the one function of this name in the file catches all of its own errors. */
    private static boolean waitsForHarmless(Node node, int depth) {
        if (depth == 0 || !node.is("await_expression") || node.namedChildren().size() != 1) {
            return false;
        }
        String callee = Scripts.callee(node.namedChildren().getFirst());
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
