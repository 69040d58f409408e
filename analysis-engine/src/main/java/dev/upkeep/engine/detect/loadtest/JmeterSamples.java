package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts JMeter's samples one by one. */
final class JmeterSamples {

    private final List<Double> elapsed = new ArrayList<>();
    private double first = Double.MAX_VALUE;
    private double last;
    private int failures;
    private int firstFailure = 1;
    private int silent;
    private int firstSilent = 1;

    /** @param start in milliseconds since 1970; zero where it is written as a date that is not read */
    void add(double millis, double start, boolean failed, boolean saysNothing, int line) {
        elapsed.add(millis);
        first = Math.min(first, start);
        last = Math.max(last, start + millis);
        if (failed) {
            firstFailure = failures++ == 0 ? line : firstFailure;
        }
        if (failed && saysNothing) {
            firstSilent = silent++ == 0 ? line : firstSilent;
        }
    }

    Optional<LoadTestResult> result() {
        if (elapsed.isEmpty()) {
            return Optional.empty();
        }
        double seconds = first == 0 ? 0 : (last - first) / 1000;
        Figures figures = new Figures("JMeter")
                .put(Figure.REQUESTS, elapsed.size(), 1)
                .put(Figure.FAILURES, failures, firstFailure)
                .samples(elapsed, seconds, 1);
        return (silent == 0 ? figures : figures.put(Figure.SILENT_FAILURES, silent, firstSilent)).result();
    }
}
