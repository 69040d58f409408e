package dev.upkeep.scoring.outbound;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The caller's place in its trace as text (W3C {@code traceparent}), for what goes on after the caller is gone. */
final class TraceParent {

    private static final String KEY = "traceparent";

    private TraceParent() {}

    /** Null where nothing is traced. */
    static @Nullable String current() {
        Map<String, String> carrier = new HashMap<>();
        W3CTraceContextPropagator.getInstance()
                .inject(Context.current(), carrier, (_, key, value) -> carrier.put(key, value));
        return carrier.get(KEY);
    }

    static Context context(@Nullable String traceParent) {
        Map<String, String> carrier = traceParent == null ? Map.of() : Map.of(KEY, traceParent);
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), carrier, Reader.OF_MAPS);
    }

    private enum Reader implements TextMapGetter<Map<String, String>> {
        OF_MAPS;

        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    }
}
