package dev.upkeep.standalone.command;

import dev.upkeep.standalone.system.RunningSystem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One repository through the pipeline of a running system, to its report. */
final class Scan {

    private static final long POLL_MILLIS = 100;
    /** A service that is being restarted answers again within this time. */
    private static final Duration UNREACHABLE_AT_MOST = Duration.ofMinutes(1);

    private static final Duration STANDSTILL_AT_MOST = Duration.ofMinutes(15);

    private final ScanRequest request;
    private final SystemClient client;
    private final RunningSystem system;
    private final Progress progress;
    private final PrintStream standardOutput;

    Scan(ScanRequest request, RunningSystem system, Progress progress, PrintStream standardOutput) {
        this.request = request;
        this.client = new SystemClient(system);
        this.system = system;
        this.progress = progress;
        this.standardOutput = standardOutput;
    }

    /** The exit status of the command, with the report written. */
    int run() throws InterruptedException {
        try {
            progress.show("Asking for the analysis");
            String id = client.requestScan(request.source(), request.ref(), request.configuration());
            AnalysisState end = awaitEnd(id);
            progress.keep();
            if (end.isRefused()) {
                throw new CommandFailure(ExitStatus.FAILED, "the analysis was refused: " + reason(end));
            }
            byte[] report = client.report(id, request.format());
            write(report);
            return hasFailed(id, report) ? ExitStatus.FINDINGS : ExitStatus.DONE;
        } catch (IOException e) {
            progress.keep();
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    "the system at " + system.reportUrl() + " and " + system.ingestUrl() + " does not answer: "
                            + reason(e),
                    e);
        }
    }

    private AnalysisState awaitEnd(String id) throws IOException, InterruptedException {
        long lastAnswer = System.nanoTime();
        long lastChange = lastAnswer;
        Optional<AnalysisState> last = Optional.empty();
        while (true) {
            try {
                Optional<AnalysisState> state = client.analysis(id);
                lastAnswer = System.nanoTime();
                if (!state.equals(last)) {
                    lastChange = lastAnswer;
                    last = state;
                }
            } catch (IOException e) {
                requireWithin(UNREACHABLE_AT_MOST, lastAnswer, e);
            }
            progress.show(last.map(AnalysisState::describe).orElse("Waiting for an analyser"));
            if (last.filter(state -> state.isCompleted() || state.isRefused()).isPresent()) {
                return last.get();
            }
            requireWithin(STANDSTILL_AT_MOST, lastChange, new IOException("the analysis stands still"));
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private static void requireWithin(Duration limit, long since, IOException problem) throws IOException {
        if (System.nanoTime() - since > limit.toNanos()) {
            throw problem;
        }
    }

    private boolean hasFailed(String id, byte[] report) throws IOException {
        if (request.failOn().isEmpty()) {
            return false;
        }
        byte[] json = request.format() == ReportFormat.JSON ? report : client.report(id, ReportFormat.JSON);
        var counts = client.findingsBySeverity(json);
        return request.failOn()
                .get()
                .andWorse()
                .anyMatch(severity -> counts.path(severity).asLong() > 0);
    }

    private void write(byte[] report) throws IOException {
        if (request.output().isEmpty()) {
            standardOutput.write(report);
            // What reads it is not to wait for the end of a system that was started for this scan.
            standardOutput.close();
            return;
        }
        Path target = request.output().get();
        Path fresh = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.write(fresh, report);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw new CommandFailure(
                    ExitStatus.FAILED, "the report cannot be written to " + target + ": " + e.getMessage(), e);
        }
    }

    private static String reason(AnalysisState end) {
        return end.detail().isEmpty() ? end.reason() : end.reason() + ": " + end.detail();
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
