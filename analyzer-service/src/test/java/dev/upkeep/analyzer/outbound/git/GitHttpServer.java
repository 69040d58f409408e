package dev.upkeep.analyzer.outbound.git;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Git over plain files on the loopback interface, with the rooms in which transfers fail. */
final class GitHttpServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();

    private GitHttpServer(HttpServer server) {
        this.server = server;
    }

    /** Serves the folder under {@code /files}; the other rooms are {@code /private}, {@code /moved}, {@code /slow}. */
    static GitHttpServer of(Path folder) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        GitHttpServer git = new GitHttpServer(HttpServer.create(address, 0));
        git.server.setExecutor(git.threads);
        git.server
                .createContext("/files", SimpleFileServer.createFileHandler(folder.toAbsolutePath()))
                .getFilters()
                .add(Filter.beforeHandler("count", _ -> git.requests.incrementAndGet()));
        git.server.createContext("/private", exchange -> {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
            answer(exchange, 401, "who are you");
        });
        git.server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders()
                    .add("Location", exchange.getRequestURI().toString().replaceFirst("/moved", "/files"));
            answer(exchange, 301, "");
        });
        git.server.createContext("/page", exchange -> answer(exchange, 200, "<html>\n<p>hello\n</html>\n"));
        git.server.createContext("/slow", git::neverAnswer);
        git.server.start();
        return git;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** How many files were asked for so far. */
    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void neverAnswer(HttpExchange exchange) {
        try {
            closing.await();
            exchange.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
