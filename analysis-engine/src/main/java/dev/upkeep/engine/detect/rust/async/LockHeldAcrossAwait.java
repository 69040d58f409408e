package dev.upkeep.engine.detect.rust.async;

import dev.upkeep.engine.detect.rust.code.RustCheck;
import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;

/**
 * A guard of a blocking lock that is still held where the task gives up its thread. Taken as evidence are a guard in a
 * variable with an {@code await} behind it in the same block, before it is dropped or handed on, and a guard that lives as long as
 * the statement, loop or match that awaits.
 */
public final class LockHeldAcrossAwait implements RustCheck {

    static final String RULE = "rust/lock-held-across-await";
    private static final Set<String> AWAITING_MACROS = Set.of("select", "join", "try_join");
    private static final Set<String> RUN_LATER = Set.of("closure_expression", "async_block", "function_item");

    @Override
    public String rule() {
        return RULE;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("let_declaration", "await_expression", "for_expression", "match_expression", "let_condition");
    }

    @Override
    public void check(Node node, RustScope scope, FindingSink sink) {
        if (!AsyncPlace.is(node, scope) || scope.allows(node, "clippy::await_holding_lock")) {
            return;
        }
        switch (node.kind()) {
            case "let_declaration" -> variable(node, scope, sink);
            case "await_expression" ->
                node.namedChildren().stream()
                        .findFirst()
                        .flatMap(future -> HeldLock.within(future, scope))
                        .ifPresent(lock -> report(lock, node, scope, sink));
            case "for_expression", "match_expression" ->
                node.child("value").ifPresent(value -> body(value, node.child("body"), scope, sink));
            default -> condition(node, scope, sink);
        }
    }

    private static void variable(Node declaration, RustScope scope, FindingSink sink) {
        String name =
                declaration.child("pattern").map(LockHeldAcrossAwait::name).orElse("");
        Optional<HeldLock> lock = declaration.child("value").flatMap(value -> HeldLock.guard(value, scope));
        if (lock.isEmpty() || name.isEmpty()) {
            return;
        }
        for (Optional<Node> at = declaration.nextSibling();
                at.isPresent();
                at = at.get().nextSibling()) {
            if (gives(at.get(), name)) {
                return;
            }
            Optional<Node> awaits = awaitIn(at.get());
            if (awaits.isPresent()) {
                report(lock.get(), awaits.get(), scope, sink);
                return;
            }
        }
    }

    /** The variable that keeps the guard; empty for {@code _}, which drops it at once, and for taken-apart values. */
    private static String name(Node pattern) {
        return switch (pattern.kind()) {
            case "identifier" -> pattern.text();
            case "mut_pattern" -> pattern.namedChildren().getLast().text();
            default -> "";
        };
    }

    /** Whether the statement drops the variable, or hands it to a function, which then holds it for as long as it likes. */
    private static boolean gives(Node statement, String name) {
        return statement.descendants("call_expression").stream()
                .flatMap(call -> call.child("arguments").stream())
                .flatMap(arguments -> arguments.namedChildren().stream())
                .anyMatch(argument -> argument.is("identifier") && argument.hasText(name));
    }

    private static void condition(Node condition, RustScope scope, FindingSink sink) {
        Optional<Node> around = condition.ancestor("if_expression", "while_expression");
        Optional<Node> body = around.flatMap(each -> each.child(each.is("if_expression") ? "consequence" : "body"));
        condition.child("value").ifPresent(value -> body(value, body, scope, sink));
    }

    private static void body(Node value, Optional<Node> body, RustScope scope, FindingSink sink) {
        Optional<HeldLock> lock = HeldLock.guard(value, scope).or(() -> HeldLock.within(value, scope));
        lock.ifPresent(
                held -> body.flatMap(LockHeldAcrossAwait::awaitIn).ifPresent(at -> report(held, at, scope, sink)));
    }

    /** The first place in this code, not in closures or blocks that run later, that gives up the thread. */
    private static Optional<Node> awaitIn(Node node) {
        if (node.is("await_expression") || isAwaitingMacro(node)) {
            return Optional.of(node);
        }
        if (RUN_LATER.contains(node.kind())) {
            return Optional.empty();
        }
        return node.namedChildren().stream()
                .map(LockHeldAcrossAwait::awaitIn)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean isAwaitingMacro(Node node) {
        String name = node.is("macro_invocation")
                ? node.child("macro").map(Node::text).orElse("")
                : "";
        return AWAITING_MACROS.contains(name.substring(name.lastIndexOf(':') + 1));
    }

    private static void report(HeldLock lock, Node awaits, RustScope scope, FindingSink sink) {
        sink.report(scope.draft(RULE, lock.call().node(), lock.call().line())
                .with("lock", lock.name())
                .with("type", lock.type())
                .with("awaitLine", String.valueOf(awaits.endLine()))
                .confidence(lock.certain() ? 0.9 : 0.75));
    }
}
