package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import dev.upkeep.engine.detect.loadtest.LoadTestResult.Measured;
import dev.upkeep.engine.detect.loadtest.LoadTests.Run;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.settings.Settings.Targets;
import dev.upkeep.engine.source.Context;
import java.util.Set;
import java.util.function.Function;

/**
 * Holds load-test results against the targets. Where every request failed only that is said: its times and rates are
 * those of failing.
 */
final class LoadTestJudge implements RepositoryDetector {

    private static final String ALL_FAILED = "load-test/all-requests-failed";
    private static final String ERROR_RATE = "load-test/error-rate-over-target";
    private static final String SLOW = "load-test/slow-p95";
    private static final String THROUGHPUT = "load-test/low-throughput";
    private static final String SILENT = "load-test/errors-without-message";

    /** Tools that send the next request as soon as they can: they find out what the service is able to do. */
    private static final Set<String> SATURATING = Set.of("wrk", "ab", "hey", "autocannon", "loadtest");

    /** Of fewer requests there is no slowest twentieth, and no load. */
    private static final int FEWEST_REQUESTS = 20;

    @Override
    public Set<String> rules() {
        return Set.of(ALL_FAILED, ERROR_RATE, SLOW, THROUGHPUT, SILENT);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        Targets targets = repository.settings().targets();
        for (Run run : repository.model(LoadTests.MODEL).runs()) {
            judgeErrors(repository, run, targets, sink);
            run.result()
                    .figure(Figure.SILENT_FAILURES)
                    .ifPresent(silent -> sink.report(draft(SILENT, run, silent)
                            .with("silent", silent.value())
                            .with("writers", Writers.of(repository, run.path(), run.result()))));
            boolean telling = run.result()
                    .requests()
                    .filter(all -> all.value() < FEWEST_REQUESTS)
                    .isEmpty();
            if (telling && !run.result().allFailed()) {
                judgeSpeed(run, targets, sink);
            }
        }
    }

    private static void judgeErrors(Repository repository, Run run, Targets targets, FindingSink sink) {
        Measured share = run.result().errorPercent().orElse(null);
        if (share == null) {
            return;
        }
        if (run.result().allFailed()) {
            sink.report(draft(ALL_FAILED, run, share)
                    .with("urgent", true)
                    .with("writers", Writers.of(repository, run.path(), run.result())));
        } else if (share.value() >= targets.errorPercent()) {
            sink.report(draft(ERROR_RATE, run, share).with("target", targets.errorPercent()));
        }
    }

    private static void judgeSpeed(Run run, Targets targets, FindingSink sink) {
        run.result()
                .figure(Figure.P95_MILLIS)
                .filter(p95 -> p95.value() >= targets.p95Millis())
                .ifPresent(p95 -> sink.report(draft(SLOW, run, p95)
                        .with("p95", rounded(p95.value()))
                        .with("percentile", run.result().percentile())
                        .with("target", targets.p95Millis())));
        run.result()
                .figure(Figure.REQUESTS_PER_SECOND)
                .filter(rate -> rate.value() <= targets.requestsPerSecond())
                .ifPresent(rate -> sink.report(draft(THROUGHPUT, run, rate)
                        .with("throughput", rounded(rate.value()))
                        .with("target", targets.requestsPerSecond())
                        .confidence(SATURATING.contains(run.result().tool()) ? 0.9 : 0.6)));
    }

    private static Draft draft(String rule, Run run, Measured shown) {
        Draft draft = Draft.of(rule, Location.line(run.path(), shown.line()))
                .in(Context.PRODUCTION)
                .scope(run.result().tool())
                .with("tool", run.result().tool())
                .with("evidence", run.path());
        draft = run.result()
                .requests()
                .map(Measured::value)
                .map(with(draft, "requests"))
                .orElse(draft);
        draft = run.result()
                .failures()
                .map(Measured::value)
                .map(with(draft, "failures"))
                .orElse(draft);
        return run.result()
                .errorPercent()
                .map(Measured::value)
                .map(with(draft, "errorPercent"))
                .orElse(draft);
    }

    private static Function<Double, Draft> with(Draft draft, String name) {
        return value -> draft.with(name, rounded(value));
    }

    /** Two decimals: more than any of these tools can promise. */
    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
