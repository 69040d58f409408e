package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The tables that Locust prints again and again while it runs; the last ones are the result. */
final class LocustText {

    private static final Pattern TOTALS = Pattern.compile(
            "^\\s*Aggregated\\s+(\\d+)\\s+(\\d+)\\([0-9.]+%\\)\\s*\\|.*\\|\\s*([0-9.]+)\\s+[0-9.]+\\s*$");
    /** After the head {@code 50% 66% 75% 80% 90% 95% …}. */
    private static final Pattern PERCENTILES =
            Pattern.compile("^\\s*Aggregated\\s+(?:\\d+\\s+){5}(\\d+)(?:\\s+\\d+){5,6}\\s*$");

    private LocustText() {}

    static Optional<LoadTestResult> read(List<Line> lines) {
        return Line.last(lines, TOTALS).flatMap(totals -> {
            Figures figures = new Figures("Locust")
                    .put(Figure.REQUESTS, totals.number(1), totals.line())
                    .put(Figure.FAILURES, totals.number(2), totals.line())
                    .put(Figure.REQUESTS_PER_SECOND, totals.number(3), totals.line());
            Line.last(lines, PERCENTILES)
                    .ifPresent(found -> figures.put(Figure.P95_MILLIS, found.number(1), found.line()));
            return figures.result();
        });
    }
}
