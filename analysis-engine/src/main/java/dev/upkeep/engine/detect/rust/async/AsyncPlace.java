package dev.upkeep.engine.detect.rust.async;

import dev.upkeep.engine.detect.rust.code.MethodCall;
import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;

/** Whether code runs on the threads of an asynchronous runtime. */
final class AsyncPlace {

    /** Methods that call their closure at once, on the thread that they are called on. */
    private static final Set<String> CALL_AT_ONCE = Set.of(
            "map",
            "map_err",
            "map_or",
            "map_or_else",
            "and_then",
            "or_else",
            "unwrap_or_else",
            "ok_or_else",
            "filter",
            "filter_map",
            "flat_map",
            "for_each",
            "fold",
            "any",
            "all",
            "find",
            "find_map",
            "inspect",
            "retain",
            "then",
            "or_insert_with",
            "sort_by",
            "position");

    private AsyncPlace() {}

    /** Whether the place is in an async function, block or closure, or in a closure that one of them calls at once. */
    static boolean is(Node node, RustScope scope) {
        Optional<Node> body = scope.body(node);
        while (body.isPresent()) {
            Node around = body.get();
            if (around.is("async_block") || isAsync(around)) {
                return true;
            }
            if (!around.is("closure_expression")) {
                return false;
            }
            body = around.ancestor("arguments")
                    .filter(arguments ->
                            around.parent().filter(arguments::equals).isPresent())
                    .flatMap(Node::parent)
                    .flatMap(MethodCall::of)
                    .filter(call -> CALL_AT_ONCE.contains(call.name()))
                    .flatMap(call -> scope.body(call.node()));
        }
        return false;
    }

    private static boolean isAsync(Node body) {
        return body.is("function_item")
                ? body.childOfKind("function_modifiers")
                        .filter(modifiers -> modifiers.text().contains("async"))
                        .isPresent()
                : body.childOfKind("async").isPresent();
    }
}
