package dev.upkeep.engine.detect.rust.cost;

import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.detect.rust.facts.CalledNames;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where making something costly is in order: at the start, in constructors, and in what is computed once. */
public final class Constructors {

    private static final Set<String> LOOPS = Set.of("for_expression", "while_expression", "loop_expression");

    /** Names of functions that set something up, or that give what is made. */
    private static final Pattern RUN_ONCE = Pattern.compile(
            "main|default|(try_)?(new|build|init|setup|connect|bootstrap|configure|compile)(_.*)?|.*_(new|init)|(.*_)?(client|regex|re|pattern|builder|matcher)(e?s)?");

    /** How far from {@code main} a function is looked for. */
    private static final int MOST_CALLERS = 4;

    private Constructors() {}

    /** Whether the place is run once for the process or for an object, as far as names and types tell. */
    public static boolean isRunOnce(Node node, RustScope scope) {
        if (CalledNames.isLazy(node)) {
            return true;
        }
        Optional<Node> function = scope.function(node);
        String name = scope.functionName(node);
        return function.isEmpty() || RUN_ONCE.matcher(name).matches() || isLedToByMain(node, scope);
    }

    /** Whether the function around a place is {@code main} or is called by it alone, once. */
    public static boolean isLedToByMain(Node node, RustScope scope) {
        return isCalledOnce(scope.functionName(node), scope, MOST_CALLERS);
    }

    /** Whether the only call of a program's function stands in {@code main}, or leads there in the same way. */
    private static boolean isCalledOnce(String name, RustScope scope, int depth) {
        if (name.equals("main")) {
            return true;
        }
        List<Node> calls = depth == 0 || !isProgram(scope)
                ? List.of()
                : scope.tree().root().descendants("call_expression").stream()
                        .filter(call -> call.child("function")
                                .filter(function -> function.hasText(name))
                                .isPresent())
                        .toList();
        return calls.size() == 1
                && loop(calls.getFirst(), scope).isEmpty()
                && isCalledOnce(scope.functionName(calls.getFirst()), scope, depth - 1);
    }

    private static boolean isProgram(RustScope scope) {
        return scope.tree().root().namedChildren().stream()
                .anyMatch(item -> item.is("function_item")
                        && item.child("name")
                                .filter(name -> name.hasText("main"))
                                .isPresent());
    }

    /** The innermost loop that runs this place again and again, within the same function or closure. */
    static Optional<Node> loop(Node node, RustScope scope) {
        Optional<Node> body = scope.body(node);
        return node.ancestor(LOOPS)
                .filter(loop ->
                        body.filter(around -> around.index() > loop.index()).isEmpty())
                .filter(loop -> loop.child("body")
                        .filter(block -> block.index() < node.index())
                        .isPresent());
    }
}
