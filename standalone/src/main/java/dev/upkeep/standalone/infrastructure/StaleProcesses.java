package dev.upkeep.standalone.infrastructure;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends what a killed launcher left running. */
public final class StaleProcesses {

    private static final long PATIENCE_SECONDS = 10;

    private StaleProcesses() {}

    /** Gives the process the time to end by itself, then asks it with {@code signal}, then kills it. */
    public static void end(ProcessHandle process, String signal) throws IOException, InterruptedException {
        if (endsWithin(process, 1)) {
            return;
        }
        new ProcessBuilder("kill", "-s", signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (!endsWithin(process, PATIENCE_SECONDS)) {
            process.destroyForcibly();
            endsWithin(process, PATIENCE_SECONDS);
        }
    }

    private static boolean endsWithin(ProcessHandle process, long seconds) throws InterruptedException {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException | CompletionException e) {
            return !process.isAlive();
        }
    }
}
