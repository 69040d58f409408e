package dev.upkeep.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a person waits for: the system's first and later start, a scan from nothing running, to its report and to the end
 * of the command, which stops what it started, and with a system at rest the first sight of a repository and later ones;
 * and the resident memory of each process after them. Everything through {@code ./upkeep}, as a user types it.
 */
final class SystemBenchmark {

    private static final int RUNS = 3;
    private static final long PATIENCE_SECONDS = 180;

    /** When a system is at rest that rehearses after its start. */
    private static final int SETTLED_SECONDS = 60;

    private final Path home;
    private final Path subject;
    private final PrintStream out;

    SystemBenchmark(Path home, Path subject, PrintStream out) {
        this.home = home;
        this.subject = subject;
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("upkeep-bench");
        try {
            startAndStop(data, (system, started) -> {
                out.printf("up, first            %5.1f s%n", seconds(started));
                TimeUnit.SECONDS.sleep(SETTLED_SECONDS);
                scansAndMemory(system, data);
            });
            List<Long> later = new ArrayList<>();
            List<Wait> cold = new ArrayList<>();
            for (int run = 0; run < RUNS; run++) {
                startAndStop(data, (_, started) -> later.add(started));
                cold.add(scan(data));
            }
            out.printf("up, later            %5.1f s (median of %d)%n", seconds(median(later)), RUNS);
            out.printf(
                    "scan, from nothing   %5.1f s to the report, %.1f s to the end of the command (medians of %d)%n",
                    seconds(median(cold.stream().map(Wait::report).toList())),
                    seconds(median(cold.stream().map(Wait::end).toList())),
                    RUNS);
        } finally {
            deleteAll(data);
        }
    }

    /** What is done with a system while it runs. */
    private interface Visit {

        /** @param started nanoseconds until it ran */
        void pay(Process system, long started) throws IOException, InterruptedException;
    }

    private void startAndStop(Path data, Visit visit) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process system = upkeep(data, "up", "--port", "0");
        try {
            awaitRunning(system, data);
            visit.pay(system, System.nanoTime() - start);
        } finally {
            system.destroy();
            system.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void scansAndMemory(Process system, Path data) throws IOException, InterruptedException {
        out.printf(
                "scan, first sight    %5.1f s (once, %d s after the start)%n",
                seconds(scan(data).end()), SETTLED_SECONDS);
        List<Long> running = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            running.add(scan(data).end());
        }
        out.printf("scan, running        %5.1f s (median of %d)%n", seconds(median(running)), RUNS);
        long total = 0;
        for (ProcessHandle process : Stream.concat(Stream.of(system.toHandle()), system.descendants())
                .toList()) {
            long kilobytes = proportional(process).orElse(0L);
            total += kilobytes;
            out.printf("memory %6d MB  %s%n", kilobytes / 1024, name(process));
        }
        out.printf("memory %6d MB  everything (resident, shared pages counted once)%n", total / 1024);
    }

    /**
     * How long somebody waits.
     *
     * @param report nanoseconds until the report was there
     * @param end nanoseconds until the command had ended
     */
    private record Wait(long report, long end) {}

    private Wait scan(Path data) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process scan = command(data, "scan", subject.toAbsolutePath().toString(), "--format", "json")
                .redirectError(ProcessBuilder.Redirect.appendTo(log(data).toFile()))
                .start();
        try (InputStream report = scan.getInputStream()) {
            report.transferTo(OutputStream.nullOutputStream());
        }
        long reported = System.nanoTime() - start;
        if (!scan.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || scan.exitValue() != 0) {
            scan.destroy();
            throw new IOException("the scan failed; see " + log(data));
        }
        return new Wait(reported, System.nanoTime() - start);
    }

    private Process upkeep(Path data, String command, String... arguments) throws IOException {
        return command(data, command, arguments)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(data).toFile()))
                .start();
    }

    private ProcessBuilder command(Path data, String command, String... arguments) {
        List<String> line = new ArrayList<>(List.of(home.resolve("upkeep").toString(), command));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--data", data.resolve("data").toString()));
        return new ProcessBuilder(line);
    }

    private static Path log(Path data) {
        return data.resolve("output.log");
    }

    private static void awaitRunning(Process system, Path data) throws IOException, InterruptedException {
        Path running = data.resolve("data").resolve("running.json");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(running)) {
            if (!system.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("the system did not start:\n" + Files.readString(log(data)));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Proportional resident memory in kilobytes, shared pages divided among their users, where the kernel tells. */
    private static Optional<Long> proportional(ProcessHandle process) throws IOException {
        Path memory = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
        if (!Files.exists(memory)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(memory, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        }
    }

    private static String name(ProcessHandle process) {
        String line = process.info().commandLine().orElse("?");
        return Stream.of("ingest-service", "analyzer-service", "scoring-service", "report-service", "postgres", "redis")
                .filter(line::contains)
                .findFirst()
                .orElse(line.contains("java") ? "launcher and broker" : line.split(" ", 2)[0]);
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
