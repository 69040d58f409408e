package dev.upkeep.platform.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.MDC;

/** One place in one trace, which can be carried to other threads. Immutable. */
public final class Trace {

    private final Tracer tracer;
    private final Context context;
    private final Map<String, Object> logKeys;

    Trace(Tracer tracer, Context context, Map<String, Object> logKeys) {
        this.tracer = tracer;
        this.context = context;
        this.logKeys = logKeys;
    }

    /** The trace id, 32 hexadecimal digits; empty where nothing is traced. */
    public Optional<String> id() {
        SpanContext span = Span.fromContext(context).getSpanContext();
        return span.isValid() ? Optional.of(span.getTraceId()) : Optional.empty();
    }

    /**
     * Does the work on the calling thread inside a span of its own, a child of this place, with the trace id and the
     * log keys in every line that it logs. What the work throws marks the span as failed and goes on to the caller.
     *
     * @param name what the stage does, of few distinct values, such as {@code parse}
     */
    public <T, X extends Throwable> T stage(String name, Work<T, X> work) throws X {
        Span span = tracer.spanBuilder(name).setParent(context).startSpan();
        boolean done = false;
        try (Scope _ = span.makeCurrent();
                LogScope _ = LogScope.of(logKeys)) {
            T result = work.perform();
            done = true;
            return result;
        } finally {
            if (!done) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    /** Work with a result that may fail. */
    @FunctionalInterface
    public interface Work<T, X extends Throwable> {
        T perform() throws X;
    }

    /** Puts log keys on this thread and takes away those that it put. */
    private record LogScope(Map<String, Object> added) implements AutoCloseable {

        static LogScope of(Map<String, Object> keys) {
            Map<String, Object> added = keys.entrySet().stream()
                    .filter(entry -> MDC.get(entry.getKey()) == null)
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
            added.forEach(MDC::put);
            return new LogScope(added);
        }

        @Override
        public void close() {
            added.keySet().forEach(MDC::remove);
        }
    }
}
