package dev.upkeep.standalone.infrastructure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A native server that cannot outlive this JVM, not even when this JVM is killed: a shell holds the reading end of a
 * pipe and stops the server when the pipe closes. The server is in a process group of its own, so that Ctrl-C at the
 * terminal reaches only the launcher, which then stops everything in order.
 */
final class GuardedProcess implements AutoCloseable {

    private static final String GUARD = """
            trap '' INT
            set -m
            exec 3<&0 </dev/null
            signal=$1
            shift
            "$@" 3<&- &
            server=$!
            exec >/dev/null 2>&1
            { read -r _ <&3; kill -s "$signal" "$server"; } &
            watch=$!
            exec 3<&-
            wait "$server"
            status=$?
            kill -s KILL "$watch"
            exit "$status"
            """;

    private static final long STOP_SECONDS = 20;

    private final Process shell;

    private GuardedProcess(Process shell) {
        this.shell = shell;
    }

    /**
     * @param stopSignal the signal on which the server shuts down in order
     * @param log where its standard output and error are appended
     */
    static GuardedProcess start(String stopSignal, List<String> command, Path log) throws IOException {
        List<String> guarded = new ArrayList<>(List.of("bash", "-c", GUARD, "upkeep-guard", stopSignal));
        guarded.addAll(command);
        return new GuardedProcess(new ProcessBuilder(guarded)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    boolean isAlive() {
        return shell.isAlive();
    }

    /** Closes the pipe and waits for the server to shut down; after 20 s it is killed. */
    @Override
    public void close() {
        List<ProcessHandle> descendants = shell.descendants().toList();
        try {
            shell.getOutputStream().close();
            if (shell.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            // The pipe is gone because the shell is: what it left is killed below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
    }
}
