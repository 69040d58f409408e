package dev.upkeep.engine.detect.rust.async;

import dev.upkeep.engine.detect.rust.code.MethodCall;
import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A lock that stops its thread while it waits, where it is taken. Known by the type of what is locked, or by {@code
 * .lock().unwrap()}: the locks of asynchronous runtimes give a future, which has no {@code unwrap}.
 *
 * @param name of what is locked, such as {@code self.state}
 * @param type such as {@code std::sync::Mutex}
 * @param certain whether the type is known
 */
record HeldLock(MethodCall call, String name, String type, boolean certain) {

    /** What is made on the way is shared with nobody: a lock on a file, {@code LockFile::new(path).lock()}. */
    private static final Pattern MADE_HERE = Pattern.compile("(\\w+::)*[A-Z]\\w*::\\w+\\(");

    private static final Set<String> TAKES = Set.of("lock", "read", "write");
    private static final Set<String> GIVES_GUARD = Set.of("unwrap", "expect", "unwrap_or_else");

    /** The lock whose guard this expression gives. */
    static Optional<HeldLock> guard(Node expression, RustScope scope) {
        Node at = expression;
        boolean unwrapped = false;
        while (true) {
            Optional<MethodCall> call = MethodCall.of(at);
            if (at.is("try_expression")) {
                at = at.namedChildren().getFirst();
                unwrapped = true;
            } else if (call.isPresent() && GIVES_GUARD.contains(call.get().name())) {
                at = call.get().receiver();
                unwrapped = true;
            } else {
                boolean known = unwrapped;
                return call.flatMap(lock -> of(lock, known, scope));
            }
        }
    }

    /** The lock that is taken by this call itself. */
    static Optional<HeldLock> of(MethodCall call, boolean unwrapped, RustScope scope) {
        if (!TAKES.contains(call.name()) || !call.arguments().isEmpty() || isAwaited(call.node())) {
            return Optional.empty();
        }
        Optional<String> type = scope.locks().blocking(call.receiver());
        if (type.isPresent()) {
            return Optional.of(new HeldLock(call, plain(call.receiver()), type.get(), true));
        }
        boolean told = unwrapped
                && call.name().equals("lock")
                && !scope.locks().isKnown(call.receiver())
                && !MADE_HERE.matcher(plain(call.receiver())).lookingAt();
        return told
                ? Optional.of(new HeldLock(call, plain(call.receiver()), "std::sync::Mutex", false))
                : Optional.empty();
    }

    /** All blocking locks that are taken within this expression, not in closures or blocks in it. */
    static Optional<HeldLock> within(Node expression, RustScope scope) {
        if (expression.is("call_expression")) {
            Optional<HeldLock> own = guard(expression, scope);
            if (own.isPresent()) {
                return own;
            }
            Optional<MethodCall> gone = MovedGuard.lock(expression, scope);
            if (gone.isPresent()) {
                return within(gone.get().receiver(), scope);
            }
        }
        return expression.namedChildren().stream()
                .filter(child -> !child.is("closure_expression") && !child.is("async_block") && !child.is("block"))
                .map(child -> within(child, scope))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static String plain(Node receiver) {
        return receiver.text().replaceAll("\\s+", "");
    }

    private static boolean isAwaited(Node call) {
        return call.parent().filter(parent -> parent.is("await_expression")).isPresent();
    }
}
