package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import dev.upkeep.engine.detect.loadtest.LoadTestResult.Measured;
import dev.upkeep.engine.detect.loadtest.LoadTests.Run;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes out runs that are told a second time: a copy of a file, a summary beside the full text, and the sum of what stands
 * beside it.
 */
final class Sameness {

    /** How many requests at which speed, and how many of them failed. */
    private final Map<List<Long>, Optional<Double>> known = new HashMap<>();

    List<Run> once(List<Run> runs) {
        return runs.stream()
                .filter(run -> isNew(run.result()))
                .filter(run -> !isPart(run, runs))
                .toList();
    }

    /** Two runs with the same number of requests do not take the same time to a hundredth. */
    private boolean isNew(LoadTestResult result) {
        Optional<Measured> speed = result.figure(Figure.REQUESTS_PER_SECOND).or(() -> result.figure(Figure.P95_MILLIS));
        if (result.requests().isEmpty() || speed.isEmpty()) {
            return true;
        }
        double requests = result.requests().get().value();
        List<Long> run = List.of((long) requests, Math.round(speed.get().value() * 100));
        Optional<Double> failures = result.failures().map(Measured::value);
        Optional<Double> before = known.putIfAbsent(run, failures);
        boolean told = before != null && (before.isEmpty() || failures.isEmpty() || before.equals(failures));
        return !told;
    }

    /** Where everything failed, the sum over all end points says it once. */
    private static boolean isPart(Run run, List<Run> runs) {
        List<Run> beside = runs.stream()
                .filter(other -> other.path().equals(run.path())
                        && other.result().requests().isPresent())
                .toList();
        double most = beside.stream().mapToDouble(Sameness::requests).max().orElse(0);
        double sum = beside.stream().mapToDouble(Sameness::requests).sum();
        boolean summed = beside.size() > 2 && sum == 2 * most;
        return summed
                && run.result().allFailed()
                && requests(run) < most
                && beside.stream().allMatch(other -> other.result().allFailed());
    }

    private static double requests(Run run) {
        return run.result().requests().map(Measured::value).orElse(0.0);
    }
}
