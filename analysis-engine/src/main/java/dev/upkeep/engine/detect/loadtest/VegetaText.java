package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of {@code vegeta report}: each line names its columns in brackets. */
final class VegetaText {

    private static final Pattern ROW = Pattern.compile("^(\\w[\\w ]*?)\\s+\\[([^\\]]+)\\]\\s+(.+)$");
    private static final Pattern CODE = Pattern.compile("(\\d+):(\\d+)");

    private VegetaText() {}

    static Optional<LoadTestResult> read(List<Line> run) {
        Figures figures = new Figures("vegeta");
        for (Line line : run) {
            Matcher row = ROW.matcher(line.text());
            if (row.matches()) {
                row(figures, row, line.number());
            }
        }
        return figures.result();
    }

    private static void row(Figures figures, Matcher row, int line) {
        switch (row.group(1)) {
            case "Requests" -> {
                column(row, "total")
                        .flatMap(text -> Labels.value(Figure.REQUESTS, text))
                        .ifPresent(all -> figures.put(Figure.REQUESTS, all, line));
                column(row, "throughput")
                        .flatMap(text -> Labels.value(Figure.REQUESTS_PER_SECOND, text))
                        .ifPresent(rate -> figures.put(Figure.REQUESTS_PER_SECOND, rate, line));
            }
            case "Latencies" ->
                column(row, "95")
                        .flatMap(Durations::parse)
                        .ifPresent(time -> figures.put(Figure.P95_MILLIS, time, line));
            case "Status Codes" -> figures.put(Figure.FAILURES, refused(row.group(3)), line);
            default -> {
                // Bytes and durations of the attack.
            }
        }
    }

    private static Optional<String> column(Matcher row, String name) {
        List<String> names =
                Arrays.stream(row.group(2).split(",", -1)).map(String::strip).toList();
        List<String> values =
                Arrays.stream(row.group(3).split(",", -1)).map(String::strip).toList();
        int at = names.indexOf(name);
        return at >= 0 && at < values.size() ? Optional.of(values.get(at)) : Optional.empty();
    }

    private static double refused(String codes) {
        double sum = 0;
        Matcher code = CODE.matcher(codes);
        while (code.find()) {
            int status = Integer.parseInt(code.group(1));
            sum += status >= 200 && status < 400 ? 0 : Double.parseDouble(code.group(2));
        }
        return sum;
    }
}
