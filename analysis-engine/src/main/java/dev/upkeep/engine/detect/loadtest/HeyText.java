package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One run of hey: answers by status, and errors by their text. */
final class HeyText {

    private static final Pattern RATE = Pattern.compile("^\\s*Requests/sec:\\s*([0-9.]+)");
    private static final Pattern P95 = Pattern.compile("^\\s*95%+ in ([0-9.]+ secs)");
    private static final Pattern ANSWERS = Pattern.compile("^\\s*\\[(\\d{3})\\]\\s+(\\d+) responses");
    private static final Pattern ERRORS = Pattern.compile("^\\s*\\[(\\d+)\\]\\s");

    private HeyText() {}

    static Optional<LoadTestResult> read(List<Line> run) {
        double all = 0;
        double failures = 0;
        int first = 0;
        int failed = 0;
        boolean errors = false;
        for (Line line : run) {
            errors |= line.text().startsWith("Error distribution:");
            Matcher answers = ANSWERS.matcher(line.text());
            Matcher error = ERRORS.matcher(line.text());
            double count = 0;
            boolean bad = errors;
            if (answers.find()) {
                count = Double.parseDouble(answers.group(2));
                bad = answers.group(1).compareTo("400") >= 0;
            } else if (errors && error.find()) {
                count = Double.parseDouble(error.group(1));
            }
            if (count > 0) {
                all += count;
                failures += bad ? count : 0;
                first = first == 0 ? line.number() : first;
                failed = bad && failed == 0 ? line.number() : failed;
            }
        }
        Figures figures =
                new Figures("hey").put(Figure.REQUESTS_PER_SECOND, run, RATE).duration(Figure.P95_MILLIS, run, P95);
        if (all > 0) {
            figures.put(Figure.REQUESTS, all, first).put(Figure.FAILURES, failures, failed == 0 ? first : failed);
        }
        return figures.result();
    }
}
