package dev.upkeep.standalone.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A system that a scan started for itself; it stops when its standard input ends. */
final class LauncherProcess implements AutoCloseable {

    private static final long STOP_SECONDS = 240;

    private final Process process;
    private final boolean ready;
    private final Runnable afterwards;

    private LauncherProcess(Process process, boolean ready, Runnable afterwards) {
        this.process = process;
        this.ready = ready;
        this.afterwards = afterwards;
    }

    /**
     * Returns when it is ready, or at its end, whichever comes first.
     *
     * @param afterwards runs after it has stopped in order
     */
    @SuppressWarnings("resource") // The stream belongs to the process and ends with it.
    static LauncherProcess start(List<String> command, Runnable afterwards) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = process.inputReader(StandardCharsets.UTF_8).readLine();
        return new LauncherProcess(process, line != null, afterwards);
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
            if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                afterwards.run();
            } else {
                process.destroy();
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
