package dev.upkeep.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.FileNotFoundException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TraceTest {

    private final List<SpanData> ended = new CopyOnWriteArrayList<>();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new Collecting(ended)))
            .build();
    private final Tracer tracer = provider.get("test");
    private final Span root = tracer.spanBuilder("root").setNoParent().startSpan();
    private final Trace trace = new Trace(tracer, Context.root().with(root), Map.of("eventId", "e1"));

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void aStageOnAnotherThreadIsAChildWithTheLogKeys() throws Exception {
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            Object seen = pool.submit(() -> trace.stage("parse", () -> MDC.get("eventId")))
                    .get();
            assertThat(seen).isEqualTo("e1");
            assertThat(pool.submit(() -> String.valueOf(MDC.get("eventId"))).get())
                    .isEqualTo("null");
        }
        assertThat(ended).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("parse");
            assertThat(span.getTraceId()).isEqualTo(trace.id().orElseThrow());
            assertThat(span.getParentSpanId()).isEqualTo(root.getSpanContext().getSpanId());
        });
    }

    @Test
    void whatTheWorkThrowsMarksTheSpanAndReachesTheCaller() {
        assertThatThrownBy(() -> trace.stage("list", () -> {
                    throw new FileNotFoundException("gone");
                }))
                .isInstanceOf(FileNotFoundException.class);
        assertThat(ended)
                .singleElement()
                .satisfies(span -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR));
    }

    @Test
    void whereNothingIsTracedThereIsNoId() {
        assertThat(new Trace(tracer, Context.root(), Map.of()).id()).isEmpty();
    }

    private record Collecting(List<SpanData> ended) implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            ended.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
