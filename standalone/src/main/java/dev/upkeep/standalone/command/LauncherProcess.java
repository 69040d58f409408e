package dev.upkeep.standalone.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A system that a scan started for itself; it stops when its standard input ends. What it prints is for the person at
 * the terminal, but for the line that says that it is ready.
 */
final class LauncherProcess implements AutoCloseable {

    /** The line that a system prints when it is ready. */
    static final String READY = "ready";

    /** With training, each process writes a cache when it ends. */
    private static final long STOP_SECONDS = 400;

    private final Process process;
    private final boolean ready;

    private LauncherProcess(Process process, boolean ready) {
        this.process = process;
        this.ready = ready;
    }

    /**
     * Returns when it is ready, or at its end, whichever comes first.
     *
     * @param log where its standard error goes
     */
    @SuppressWarnings("resource") // The stream belongs to the process and ends with it.
    static LauncherProcess start(List<String> command, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals(READY)) {
                Thread.ofPlatform()
                        .daemon()
                        .name("launcher-output")
                        .start(() -> output.lines().forEach(System.err::println));
                return new LauncherProcess(process, true);
            }
            System.err.println(line);
        }
        return new LauncherProcess(process, false);
    }

    /** False when it ended before it was ready. */
    boolean isReady() {
        return ready;
    }

    /** Waits for the end of one that did not become ready. */
    int exitStatus() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
