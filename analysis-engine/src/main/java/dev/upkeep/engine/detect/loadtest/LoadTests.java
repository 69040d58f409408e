package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every load-test result of the repository.
 *
 * @param runs in the order of their files
 */
public record LoadTests(List<Run> runs) {

    public static final Model<LoadTests> MODEL = new Model<>("load-tests", LoadTests::read);

    /** One result and the file that holds it. */
    record Run(String path, LoadTestResult result) {}

    /**
     * A measured value to hold against a target: the worst of all runs.
     *
     * @param name {@code p95}, {@code throughput}, {@code error-rate}, {@code memory} or {@code cpu}
     * @param unit {@code ms}, {@code requests/s}, {@code %} or {@code MB}
     * @param source path and line that say it
     */
    public record Measured(String name, double actual, String unit, String source) {}

    private static LoadTests read(Repository repository) {
        List<Run> runs = new ArrayList<>();
        for (AnalysedFile file : repository.linking(LoadTestResult.LINK)) {
            file.facts().links().stream()
                    .filter(link -> link.kind().equals(LoadTestResult.LINK))
                    .forEach(link -> runs.add(new Run(file.path(), LoadTestResult.of(link))));
        }
        return new LoadTests(List.copyOf(new Sameness().once(runs)));
    }

    /** What was measured; times and throughput only of runs in which something succeeded. */
    public List<Measured> measured() {
        Comparator<LoadTestResult.Measured> smaller = Comparator.comparingDouble(LoadTestResult.Measured::value);
        List<Measured> values = new ArrayList<>();
        worst("error-rate", "%", true, LoadTestResult::errorPercent, smaller).ifPresent(values::add);
        worst("p95", "ms", false, result -> result.figure(Figure.P95_MILLIS), smaller)
                .ifPresent(values::add);
        worst(
                        "throughput",
                        "requests/s",
                        false,
                        result -> result.figure(Figure.REQUESTS_PER_SECOND),
                        smaller.reversed())
                .ifPresent(values::add);
        worst("memory", "MB", true, result -> result.figure(Figure.MEMORY_MEGABYTES), smaller)
                .ifPresent(values::add);
        worst("cpu", "%", true, result -> result.figure(Figure.CPU_PERCENT), smaller)
                .ifPresent(values::add);
        return List.copyOf(values);
    }

    private Optional<Measured> worst(
            String name,
            String unit,
            boolean ofFailedRuns,
            Function<LoadTestResult, Optional<LoadTestResult.Measured>> figure,
            Comparator<LoadTestResult.Measured> order) {
        return runs.stream()
                .filter(run -> ofFailedRuns || !run.result().allFailed())
                .flatMap(run -> figure.apply(run.result()).map(value -> new Found(run, value)).stream())
                .max(Comparator.comparing(Found::value, order))
                .map(found -> new Measured(
                        name,
                        found.value().value(),
                        unit,
                        found.run().path() + ":" + found.value().line()));
    }

    private record Found(Run run, LoadTestResult.Measured value) {}
}
