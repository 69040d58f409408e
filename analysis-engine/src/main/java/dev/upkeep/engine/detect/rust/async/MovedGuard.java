package dev.upkeep.engine.detect.rust.async;

import dev.upkeep.engine.detect.rust.code.MethodCall;
import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A guard that a chain moves into a closure, as {@code rows.lock().ok().and_then(|mut rows| rows.pop())} does: it is
 * dropped where the closure ends, which can give nothing that is borrowed from it. Only a closure that hands on the guard
 * itself keeps the lock.
 */
final class MovedGuard {

    private static final String STD = "std::sync::";

    /** Methods of a result and an option that hand on the guard. */
    private static final Set<String> HANDS_ON = Set.of("ok", "map_err", "inspect_err");

    /** Methods of a result and an option that give the guard to what is called last. */
    private static final Set<String> GIVES =
            Set.of("map", "and_then", "map_or", "map_or_else", "is_ok_and", "is_some_and", "is_none_or");

    private MovedGuard() {}

    /** The call that takes the lock, where its guard is gone behind this expression. */
    static Optional<MethodCall> lock(Node expression, RustScope scope) {
        return MethodCall.of(expression)
                .filter(call -> GIVES.contains(call.name()))
                .filter(call ->
                        !call.arguments().isEmpty() && drops(call.arguments().getLast()))
                .flatMap(call -> start(call.receiver()))
                .filter(call -> HeldLock.of(call, false, scope)
                        .filter(lock -> lock.type().startsWith(STD))
                        .isPresent());
    }

    /** The call at the beginning, before those that hand on what it gives. */
    private static Optional<MethodCall> start(Node chain) {
        Optional<MethodCall> at = MethodCall.of(chain);
        while (at.filter(call -> HANDS_ON.contains(call.name())).isPresent()) {
            at = at.map(MethodCall::receiver).flatMap(MethodCall::of);
        }
        return at;
    }

    private static boolean drops(Node function) {
        return isDrop(function) || (function.is("closure_expression") && keepsNothing(function));
    }

    private static boolean keepsNothing(Node closure) {
        List<String> parameters = parameters(closure);
        return closure.child("body")
                .filter(body -> parameters.stream().noneMatch(name -> isHandedOn(name, body)))
                .isPresent();
    }

    private static boolean isDrop(Node function) {
        return function.hasText("drop") || function.text().endsWith("::drop");
    }

    private static List<String> parameters(Node closure) {
        return closure.child("parameters").stream()
                .flatMap(parameters -> parameters.descendants("identifier").stream())
                .map(Node::text)
                .toList();
    }

    /** Whether it stands by itself somewhere, and is not only read, changed or dropped. */
    private static boolean isHandedOn(String name, Node body) {
        return Stream.concat(Stream.of(body), body.descendants("identifier").stream())
                .filter(mention -> mention.is("identifier") && mention.hasText(name))
                .anyMatch(mention -> !isUse(mention));
    }

    private static boolean isUse(Node mention) {
        return mention.parent()
                .filter(up -> switch (up.kind()) {
                    case "field_expression", "unary_expression", "reference_expression", "token_tree" -> true;
                    case "index_expression" -> up.namedChildren().getFirst().equals(mention);
                    case "arguments" ->
                        up.parent()
                                .flatMap(call -> call.child("function"))
                                .filter(MovedGuard::isDrop)
                                .isPresent();
                    default -> false;
                })
                .isPresent();
    }
}
