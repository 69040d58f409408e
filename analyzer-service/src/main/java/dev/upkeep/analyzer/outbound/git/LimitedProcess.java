package dev.upkeep.analyzer.outbound.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A child process that is stopped, with all of its own children, when its time or its caller's patience is over. */
final class LimitedProcess {

    private static final int MOST_OUTPUT = 1 << 20;
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private LimitedProcess() {}

    /** How it ended. */
    enum End {
        EXITED,
        TOO_SLOW,
        STOPPED
    }

    /** How it ended and what it said: up to a mebibyte of each stream, nothing where it was stopped. */
    record Result(End end, int status, String output, String errors) {}

    /**
     * Runs it to its end.
     *
     * @param stop asked now and then; true stops the process
     */
    static Result run(ProcessBuilder builder, Duration limit, BooleanSupplier stop) throws IOException {
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            CompletableFuture<String> output = drain(process.getInputStream());
            CompletableFuture<String> errors = drain(process.getErrorStream());
            End end = await(process, limit, stop);
            return end == End.EXITED
                    ? new Result(end, process.exitValue(), lastWords(output), lastWords(errors))
                    : new Result(end, -1, "", "");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + builder.command().getFirst() + " was running");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static End await(Process process, Duration limit, BooleanSupplier stop) throws InterruptedException {
        long start = System.nanoTime();
        while (!process.waitFor(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
            if (System.nanoTime() - start > limit.toNanos()) {
                return End.TOO_SLOW;
            }
            if (stop.getAsBoolean()) {
                return End.STOPPED;
            }
        }
        return End.EXITED;
    }

    private static CompletableFuture<String> drain(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofVirtual().name("process-output").start(() -> text.complete(read(stream)));
        return text;
    }

    /** A grandchild that lives on may hold the stream open: nobody waits for it. */
    private static String lastWords(CompletableFuture<String> stream) {
        return stream.completeOnTimeout("", LAST_WORDS.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Reads to the end, so that the process never waits for a reader, and keeps the beginning. */
    private static String read(InputStream stream) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (stream) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                kept.write(buffer, 0, Math.min(count, MOST_OUTPUT - kept.size()));
            }
        } catch (IOException _) {
            // The process was stopped while it spoke; what it said until then is kept.
        }
        return kept.toString(StandardCharsets.UTF_8);
    }
}
