package dev.upkeep.analyzer.application;

import dev.upkeep.platform.telemetry.Trace;
import dev.upkeep.platform.telemetry.Tracing;
import io.opentelemetry.context.Context;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Stages as spans: the outermost below the event's, each further one below the stage that it runs in. */
final class TracedStages implements Stages {

    private final Tracing tracing;
    private final AtomicReference<Trace> innermost;

    TracedStages(Trace outermost, Tracing tracing) {
        this.tracing = tracing;
        this.innermost = new AtomicReference<>(outermost);
    }

    @Override
    public <T> T stage(String name, Supplier<T> work) {
        Trace outer = innermost.get();
        return outer.stage(name, () -> {
            innermost.set(tracing.current());
            try {
                return work.get();
            } finally {
                innermost.set(outer);
            }
        });
    }

    @Override
    public Executor here() {
        Context context = Context.current();
        return task -> context.wrap(task).run();
    }

    @Override
    public Optional<String> traceId() {
        return innermost.get().id();
    }
}
