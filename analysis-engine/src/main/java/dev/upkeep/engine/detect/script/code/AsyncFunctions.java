package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.syntax.Node;
import java.util.Optional;

/** Whether the promise of an async function can fail, as far as its own text shows. */
final class AsyncFunctions {

    private AsyncFunctions() {}

    /** An async function that awaits or throws something outside of a {@code try} with a {@code catch}. */
    static boolean mayReject(Node function) {
        return Scripts.isAsync(function)
                && Scripts.ownNodes(function)
                        .filter(node -> node.is("await_expression") || node.is("throw_statement"))
                        .anyMatch(node -> !isGuarded(node, function));
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
