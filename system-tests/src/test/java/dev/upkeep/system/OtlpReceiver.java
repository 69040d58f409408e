package dev.upkeep.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes spans by OTLP over HTTP in Protocol Buffers (opentelemetry-proto, {@code trace_service.proto}). */
final class OtlpReceiver implements AutoCloseable {

    private final Queue<ReceivedSpan> spans = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    private OtlpReceiver(HttpServer server) {
        this.server = server;
    }

    static OtlpReceiver start() throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        OtlpReceiver receiver = new OtlpReceiver(HttpServer.create(address, 0));
        receiver.server.createContext("/v1/traces", receiver::take);
        receiver.server.start();
        return receiver;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What has arrived so far of one trace. */
    List<ReceivedSpan> trace(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ByteBuffer body = ByteBuffer.wrap(exchange.getRequestBody().readAllBytes());
            ProtobufMessage.parse(body).messages(1).forEach(this::takeOfOneResource);
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void takeOfOneResource(ProtobufMessage resourceSpans) {
        String service = resourceSpans.messages(1).stream()
                .flatMap(resource -> resource.messages(1).stream())
                .filter(attribute -> attribute.text(1).equals("service.name"))
                .map(attribute -> attribute.messages(2).getFirst().text(1))
                .findFirst()
                .orElse("");
        resourceSpans.messages(2).stream()
                .flatMap(scope -> scope.messages(2).stream())
                .map(span -> new ReceivedSpan(span.hex(1), span.hex(2), span.hex(4), span.text(5), service))
                .forEach(spans::add);
    }
}
