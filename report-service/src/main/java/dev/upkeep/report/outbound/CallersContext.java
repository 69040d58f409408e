package dev.upkeep.report.outbound;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/** The Vert.x context of the caller: database sessions hang on it, so work that left it must come back. */
final class CallersContext {

    private CallersContext() {}

    /** Runs commands on the calling context; at once where there is none. */
    static Executor capture() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : command -> context.runOnContext(_ -> command.run());
    }
}
