package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results that tools write as tables: JMeter's JTL and Locust's statistics and failures. Recognised by their header. */
final class TableResults {

    private TableResults() {}

    static Optional<LoadTestResult> read(List<String> lines) {
        if (lines.size() < 2) {
            return Optional.empty();
        }
        List<String> header = Csv.row(lines.getFirst().replace("\uFEFF", ""));
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            columns.putIfAbsent(header.get(i).strip(), i);
        }
        if (columns.keySet().containsAll(List.of("timeStamp", "elapsed", "success"))) {
            return new Table(columns, lines).jmeter();
        }
        if (columns.keySet().containsAll(List.of("Request Count", "Failure Count", "Requests/s"))) {
            return new Table(columns, lines).locust();
        }
        return Optional.empty();
    }

    private record Table(Map<String, Integer> columns, List<String> lines) {

        /** One row per sample; times in milliseconds. */
        Optional<LoadTestResult> jmeter() {
            List<Double> elapsed = new ArrayList<>();
            double first = Double.MAX_VALUE;
            double last = 0;
            int failures = 0;
            int silent = 0;
            int firstFailure = 1;
            for (int i = 1; i < lines.size(); i++) {
                List<String> row = Csv.row(lines.get(i));
                Optional<Double> time = number(row, "elapsed");
                Optional<Double> start = number(row, "timeStamp");
                if (time.isEmpty() || start.isEmpty()) {
                    continue;
                }
                elapsed.add(time.get());
                first = Math.min(first, start.get());
                last = Math.max(last, start.get() + time.get());
                if (cell(row, "success").equalsIgnoreCase("false")) {
                    firstFailure = failures == 0 ? i + 1 : firstFailure;
                    failures++;
                    silent += saysNothing(row) ? 1 : 0;
                }
            }
            if (elapsed.isEmpty()) {
                return Optional.empty();
            }
            Figures figures = new Figures("JMeter")
                    .put(Figure.REQUESTS, elapsed.size(), 1)
                    .put(Figure.FAILURES, failures, firstFailure)
                    .samples(elapsed, (last - first) / 1000, 1);
            return (silent == 0 ? figures : figures.put(Figure.SILENT_FAILURES, silent, firstFailure)).result();
        }

        /** A status code tells enough; a failure without code and text tells nothing. */
        private boolean saysNothing(List<String> row) {
            return cell(row, "failureMessage").isBlank()
                    && cell(row, "responseMessage").isBlank()
                    && !cell(row, "responseCode").matches("\\d{3}");
        }

        /** One row per endpoint and one for all; times in milliseconds. */
        Optional<LoadTestResult> locust() {
            for (int i = lines.size() - 1; i > 0; i--) {
                List<String> row = Csv.row(lines.get(i));
                if (cell(row, "Name").equals("Aggregated")) {
                    Figures figures = new Figures("Locust");
                    int line = i + 1;
                    number(row, "Request Count").ifPresent(value -> figures.put(Figure.REQUESTS, value, line));
                    number(row, "Failure Count").ifPresent(value -> figures.put(Figure.FAILURES, value, line));
                    number(row, "95%").ifPresent(value -> figures.put(Figure.P95_MILLIS, value, line));
                    number(row, "Requests/s").ifPresent(value -> figures.put(Figure.REQUESTS_PER_SECOND, value, line));
                    return figures.result();
                }
            }
            return Optional.empty();
        }

        private String cell(List<String> row, String column) {
            Integer at = columns.get(column);
            return at == null || at >= row.size() ? "" : row.get(at).strip();
        }

        private Optional<Double> number(List<String> row, String column) {
            String text = cell(row, column);
            return text.matches("[0-9]{1,18}(\\.[0-9]+)?([eE][-+]?[0-9]+)?")
                    ? Optional.of(Double.valueOf(text))
                    : Optional.empty();
        }
    }
}
