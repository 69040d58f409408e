package dev.upkeep.platform.messaging;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs a retry where the first attempt ran: database sessions, log keys and the trace hang on the Vert.x context. */
final class CallerContext {

    private CallerContext() {}

    static Executor capture() {
        @Nullable Context context = Vertx.currentContext();
        if (context == null) {
            return Runnable::run;
        }
        if (Context.isOnEventLoopThread()) {
            return command -> context.runOnContext(_ -> command.run());
        }
        return command -> context.executeBlocking(
                () -> {
                    command.run();
                    return true;
                },
                false);
    }
}
