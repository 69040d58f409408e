package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Places that wait for what cannot fail, as far as its own file shows: for a function that catches all of its own errors,
 * for time to pass, for several of these at once, or for what was told to throw nothing.
 */
final class HarmlessWaits {

    /** {@code const { data, error } = await tryCatch(load())}: what is widely called so gives the error as a value. */
    private static final Pattern CATCHES = Pattern.compile("tryCatch|tryit|catchError|tryPromise|attemptAsync");

    private static final Pattern TIMER =
            Pattern.compile("(window\\.|globalThis\\.)?(setTimeout|setImmediate|requestAnimationFrame)");

    private HarmlessWaits() {}

    /** @param depth how many calls deep the file is still read */
    static boolean isOne(Node place, int depth) {
        List<Node> values = place.namedChildren();
        return depth > 0 && place.is("await_expression") && values.size() == 1 && cannotFail(values.getFirst(), depth);
    }

    private static boolean cannotFail(Node awaited, int depth) {
        if (!awaited.is("call_expression")) {
            return isDelay(awaited);
        }
        return CATCHES.matcher(Scripts.callee(awaited)).matches()
                || isToldNotToThrow(awaited)
                || eachOf(awaited)
                        .filter(callback -> !AsyncFunctions.mayReject(callback, depth - 1))
                        .isPresent()
                || onlyFunction(awaited)
                        .filter(called -> givesDelay(called)
                                || (Scripts.isAsync(called) && !AsyncFunctions.mayReject(called, depth - 1)))
                        .isPresent();
    }

    /** The async function in {@code Promise.all(orders.map(async (order) => …))}. */
    static Optional<Node> eachOf(Node awaited) {
        return Optional.of(awaited)
                .filter(call -> Scripts.callee(call).equals("Promise.all"))
                .flatMap(HarmlessWaits::firstArgument)
                .filter(call -> Scripts.lastName(call).equals("map"))
                .flatMap(HarmlessWaits::firstArgument)
                .filter(callback -> Scripts.isFunction(callback) && Scripts.isAsync(callback));
    }

    private static Optional<Node> firstArgument(Node call) {
        return Scripts.arguments(call).stream().findFirst().map(Scripts::bare);
    }

    /** {@code await mutate(key, undefined, { throwOnError: false })} */
    private static boolean isToldNotToThrow(Node call) {
        return Scripts.arguments(call).stream()
                .filter(argument -> argument.is("object"))
                .flatMap(options -> options.namedChildren().stream())
                .anyMatch(option -> option.child("key")
                                .filter(key -> key.hasText("throwOnError"))
                                .isPresent()
                        && option.child("value")
                                .filter(value -> value.hasText("false"))
                                .isPresent());
    }

    /** The one function of the called name in the file. */
    private static Optional<Node> onlyFunction(Node call) {
        String callee = Scripts.callee(call);
        List<Node> places =
                call.tree().root().descendants(List.of("variable_declarator", "function_declaration")).stream()
                        .filter(place -> place.child("name")
                                .filter(name -> name.hasText(callee))
                                .isPresent())
                        .toList();
        return Optional.of(places)
                .filter(found -> found.size() == 1)
                .map(List::getFirst)
                .map(place -> place.child("value").map(Scripts::bare).orElse(place))
                .filter(Scripts::isFunction);
    }

    private static boolean givesDelay(Node function) {
        Optional<Node> body = function.child("body").map(Scripts::bare);
        if (body.filter(each -> !each.is("statement_block")).isPresent()) {
            return isDelay(body.get());
        }
        List<Node> ends = Scripts.ownNodes(function)
                .filter(node -> node.is("return_statement") || node.is("throw_statement"))
                .toList();
        return !ends.isEmpty()
                && ends.stream()
                        .allMatch(end -> end.is("return_statement")
                                && end.namedChildren().stream().anyMatch(HarmlessWaits::isDelay));
    }

    /** {@code new Promise((resolve) => setTimeout(resolve, 300))}: without {@code reject} nothing but time decides. */
    private static boolean isDelay(Node expression) {
        return expression.is("new_expression")
                && expression
                        .child("constructor")
                        .filter(type -> type.hasText("Promise"))
                        .isPresent()
                && firstArgument(expression)
                        .filter(Scripts::isFunction)
                        .filter(HarmlessWaits::onlyResolves)
                        .isPresent();
    }

    private static boolean onlyResolves(Node executor) {
        List<String> given = Stream.concat(executor.child("parameter").stream(), executor.child("parameters").stream())
                .flatMap(parameters -> Scripts.boundNames(parameters).stream())
                .toList();
        return given.size() == 1
                && Scripts.ownNodes(executor).noneMatch(node -> node.is("throw_statement"))
                && executor.descendants("call_expression").stream()
                        .anyMatch(call -> TIMER.matcher(Scripts.callee(call)).matches()
                                && Scripts.mentions(call, given.getFirst()));
    }
}
