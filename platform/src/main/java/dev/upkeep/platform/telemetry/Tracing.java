package dev.upkeep.platform.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.MDC;

/**
 * The door to tracing for code that counts in stages. Take {@link #current()} where the work begins, carry it to
 * whatever thread does the work, and open stages on it there. Thread-safe.
 */
@ApplicationScoped
public class Tracing {

    /** What begins below it is not sampled either. */
    private static final SpanContext UNSAMPLED = SpanContext.create(
            "f".repeat(TraceId.getLength()),
            "f".repeat(SpanId.getLength()),
            TraceFlags.getDefault(),
            TraceState.getDefault());

    private final Tracer tracer;

    Tracing(Tracer tracer) {
        this.tracer = tracer;
    }

    /** The trace, and the keys of the log lines, that the caller is part of. */
    public Trace current() {
        return new Trace(tracer, Context.current(), logKeys());
    }

    /**
     * Does asynchronous work inside a span of its own, a child of the caller's, until its {@code Uni} ends. For callers
     * on a Vert.x context (consumers, resources): the span hangs on that context, so whatever continues there is its
     * child, on whichever thread.
     *
     * @param name what the work does, of few distinct values
     */
    public <T> Uni<T> follow(String name, Supplier<Uni<? extends T>> work) {
        return Uni.createFrom().deferred(() -> followNow(name, work));
    }

    @SuppressWarnings("MustBeClosedChecker") // closed when the Uni ends, which no try block can see
    private <T> Uni<T> followNow(String name, Supplier<Uni<? extends T>> work) {
        Span span = tracer.spanBuilder(name).startSpan();
        Scope scope = span.makeCurrent();
        return Uni.createFrom()
                .deferred(work)
                .onFailure()
                .invoke(failure -> {
                    span.recordException(failure);
                    span.setStatus(StatusCode.ERROR);
                })
                .onTermination()
                .invoke(() -> {
                    span.end();
                    scope.close();
                });
    }

    /**
     * Does asynchronous work of which no trace is kept, until its {@code Uni} ends; for callers on a Vert.x context, as
     * {@link #follow}.
     */
    @SuppressWarnings("MustBeClosedChecker") // closed when the Uni ends, which no try block can see
    public static <T> Uni<T> untraced(Supplier<Uni<? extends T>> work) {
        return Uni.createFrom().deferred(() -> {
            Scope scope = Context.current().with(Span.wrap(UNSAMPLED)).makeCurrent();
            return Uni.createFrom().<T>deferred(work).onTermination().invoke(scope::close);
        });
    }

    private static Map<String, Object> logKeys() {
        Map<String, Object> keys = MDC.getMap();
        return keys == null ? Map.of() : Map.copyOf(keys);
    }
}
