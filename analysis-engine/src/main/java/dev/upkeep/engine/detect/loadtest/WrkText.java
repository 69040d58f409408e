package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One run of wrk: it counts what was answered, and apart from that what never was. */
final class WrkText {

    private static final Pattern REQUESTS = Pattern.compile("^\\s*(\\d+) requests in ");
    private static final Pattern RATE = Pattern.compile("^Requests/sec:\\s*([0-9.]+)");
    private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern LOST =
            Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");
    private static final Pattern P95 = Pattern.compile("^\\s*95(?:\\.0+)?%\\s+([0-9.]+(?:us|ms|s|m))\\s*$");
    private static final Pattern P90 = Pattern.compile("^\\s*90(?:\\.0+)?%\\s+([0-9.]+(?:us|ms|s|m))\\s*$");

    private WrkText() {}

    static Optional<LoadTestResult> read(List<Line> run) {
        Figures figures =
                new Figures("wrk").put(Figure.REQUESTS_PER_SECOND, run, RATE).duration(Figure.P95_MILLIS, run, P95);
        if (!figures.has(Figure.P95_MILLIS)) {
            figures.percentile(90).duration(Figure.P95_MILLIS, run, P90);
        }
        Optional<Line.Match> lost = Line.first(run, LOST);
        Optional<Line.Match> refused = Line.first(run, REFUSED);
        double unanswered = lost.map(found -> found.number(1) + found.number(2) + found.number(3) + found.number(4))
                .orElse(0.0);
        Line.first(run, REQUESTS).ifPresent(answered -> {
            int line = refused.or(() -> lost).map(Line.Match::line).orElse(answered.line());
            figures.put(Figure.REQUESTS, answered.number(1) + unanswered, answered.line())
                    .put(
                            Figure.FAILURES,
                            unanswered + refused.map(each -> each.number(1)).orElse(0.0),
                            line);
        });
        return figures.result();
    }
}
