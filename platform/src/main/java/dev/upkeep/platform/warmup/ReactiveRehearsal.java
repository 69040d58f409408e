package dev.upkeep.platform.warmup;

import dev.upkeep.platform.telemetry.Tracing;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/**
 * Asynchronous work, each time on a Vert.x context of its own, as events have one; no trace is kept of it.
 *
 * @param work leaves nothing behind
 */
public record ReactiveRehearsal(Supplier<Uni<? extends Void>> work) implements Rehearsal {

    @Override
    public void perform() throws InterruptedException {
        try {
            VertxContextSupport.subscribeAndAwait(() -> Tracing.untraced(work));
        } catch (InterruptedException | RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        // It left nothing.
    }
}
