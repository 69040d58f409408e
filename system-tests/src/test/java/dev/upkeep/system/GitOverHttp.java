package dev.upkeep.system;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Bare repositories as plain files on the loopback interface, from behind one of three doors. */
final class GitOverHttp implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch knocked = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    private GitOverHttp(HttpServer server) {
        this.server = server;
    }

    static GitOverHttp of(Path folder) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        GitOverHttp git = new GitOverHttp(HttpServer.create(address, 0));
        Path root = folder.toAbsolutePath();
        git.server.setExecutor(git.threads);
        git.server.createContext("/open", SimpleFileServer.createFileHandler(root));
        git.server.createContext("/private", exchange -> {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        git.server
                .createContext("/gated", SimpleFileServer.createFileHandler(root))
                .getFilters()
                .add(Filter.beforeHandler("wait for the gate", _ -> git.waitAtTheGate()));
        git.server.start();
        return git;
    }

    /** The address behind a door: {@code open}, {@code private} or {@code gated}. */
    String url(String door, String repository) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + door + "/" + repository;
    }

    /** Whether somebody has come to the gate. */
    boolean isSomebodyAtTheGate() {
        return knocked.getCount() == 0;
    }

    /** Lets all pass, those that wait and those that come. */
    void openTheGate() {
        opened.countDown();
    }

    @Override
    public void close() {
        openTheGate();
        server.stop(0);
        threads.shutdownNow();
    }

    private void waitAtTheGate() {
        knocked.countDown();
        try {
            opened.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
