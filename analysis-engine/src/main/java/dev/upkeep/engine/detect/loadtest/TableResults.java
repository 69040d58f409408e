package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Results that are written as tables: JMeter's JTL and aggregate report, Locust's statistics and failures, and what a
 * hand-made script writes with one run in each row. Recognised by their header.
 */
final class TableResults {

    private static final int LONGEST_HEADER = 4000;

    private final Map<String, Integer> columns;
    private final List<Csv.Row> rows;

    private TableResults(Map<String, Integer> columns, List<Csv.Row> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    static List<LoadTestResult> read(List<String> lines) {
        String first = lines.isEmpty() ? "" : lines.getFirst();
        if (lines.size() < 2 || first.length() > LONGEST_HEADER || first.indexOf(',') < 0) {
            return List.of();
        }
        List<String> header = Csv.rows(List.of(first.replace("\uFEFF", ""))).stream()
                .findFirst()
                .map(Csv.Row::fields)
                .orElse(List.of());
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            columns.putIfAbsent(header.get(i).strip(), i);
        }
        return new TableResults(columns, header.size() < 3 ? List.of() : Csv.rows(lines)).results();
    }

    private List<LoadTestResult> results() {
        Set<String> names = columns.keySet();
        if (names.containsAll(List.of("timeStamp", "elapsed", "success"))) {
            return jmeter().stream().toList();
        }
        if (names.containsAll(List.of("Request Count", "Failure Count", "Requests/s"))) {
            return locust().stream().toList();
        }
        if (names.containsAll(List.of("Method", "Name", "Error", "Occurrences"))) {
            return locustFailures().stream().toList();
        }
        if (names.containsAll(List.of("Label", "# Samples", "Error %"))) {
            return aggregate().stream().toList();
        }
        return new LabelledTable(columns, rows).results();
    }

    /** One row per sample; times in milliseconds. A controller's row sums up rows that are there as well. */
    private Optional<LoadTestResult> jmeter() {
        JmeterSamples samples = new JmeterSamples();
        for (Csv.Row row : rows) {
            boolean controller = cell(row, "responseMessage").startsWith("Number of samples in transaction");
            if (!controller) {
                number(row, "elapsed")
                        .ifPresent(time -> samples.add(
                                time,
                                number(row, "timeStamp").orElse(0.0),
                                cell(row, "success").equalsIgnoreCase("false"),
                                saysNothing(row),
                                row.line()));
            }
        }
        return samples.result();
    }

    /** A status code tells enough; a failure without code and text tells nothing. */
    private boolean saysNothing(Csv.Row row) {
        return cell(row, "failureMessage").isBlank()
                && cell(row, "responseMessage").isBlank()
                && cell(row, "responseCode").isBlank();
    }

    /** One row per endpoint and one for all; times in milliseconds. */
    private Optional<LoadTestResult> locust() {
        for (Csv.Row row : rows.reversed()) {
            if (cell(row, "Name").equals("Aggregated") || cell(row, "Name").equals("Total")) {
                Figures figures = new Figures("Locust");
                put(figures, Figure.REQUESTS, row, "Request Count");
                put(figures, Figure.FAILURES, row, "Failure Count");
                put(figures, Figure.P95_MILLIS, row, "95%");
                put(figures, Figure.REQUESTS_PER_SECOND, row, "Requests/s");
                return figures.result();
            }
        }
        return Optional.empty();
    }

    /** Locust writes what a user's code raised as it prints it: {@code CatchResponseError('')}. */
    private Optional<LoadTestResult> locustFailures() {
        double silent = 0;
        int line = 1;
        for (Csv.Row row : rows) {
            boolean nothing = cell(row, "Error").matches("(\\w+\\((''|\"\"|None)?\\)|None)?");
            double count = number(row, "Occurrences").orElse(0.0);
            line = nothing && silent == 0 ? row.line() : line;
            silent += nothing ? count : 0;
        }
        return silent == 0
                ? Optional.empty()
                : Optional.of(new LoadTestResult(
                        "Locust", Map.of(Figure.SILENT_FAILURES, new LoadTestResult.Measured(silent, line)), 95));
    }

    /** JMeter's aggregate report: one row per label and one for all; the rate carries its unit. */
    private Optional<LoadTestResult> aggregate() {
        for (Csv.Row row : rows.reversed()) {
            if (cell(row, "Label").equals("TOTAL")) {
                Figures figures = new Figures("JMeter");
                put(figures, Figure.REQUESTS, row, "# Samples");
                put(figures, Figure.P95_MILLIS, row, "95% Line");
                Labels.value(Figure.ERROR_PERCENT, cell(row, "Error %"))
                        .ifPresent(value -> figures.put(Figure.ERROR_PERCENT, value, row.line()));
                put(figures, Figure.REQUESTS_PER_SECOND, row, "Throughput");
                return figures.result();
            }
        }
        return Optional.empty();
    }

    private void put(Figures figures, Figure figure, Csv.Row row, String column) {
        number(row, column).ifPresent(value -> figures.put(figure, value, row.line()));
    }

    private String cell(Csv.Row row, String column) {
        Integer at = columns.get(column);
        return at == null || at >= row.fields().size()
                ? ""
                : row.fields().get(at).strip();
    }

    private Optional<Double> number(Csv.Row row, String column) {
        String text = cell(row, column);
        return text.matches("[0-9]{1,18}(\\.[0-9]+)?([eE][-+]?[0-9]+)?")
                ? Optional.of(Double.valueOf(text))
                : Optional.empty();
    }

    /** A table of a hand-made script. */
    private record LabelledTable(Map<String, Integer> columns, List<Csv.Row> rows) {

        List<LoadTestResult> results() {
            Map<Figure, Integer> figures = new HashMap<>();
            columns.forEach((name, at) -> figure(name).ifPresent(figure -> figures.putIfAbsent(figure, at)));
            boolean counts = figures.containsKey(Figure.REQUESTS)
                    && (figures.containsKey(Figure.FAILURES) || figures.containsKey(Figure.SUCCESSES));
            boolean speed = figures.containsKey(Figure.P95_MILLIS) || figures.containsKey(Figure.REQUESTS_PER_SECOND);
            List<LoadTestResult> results = new ArrayList<>();
            if (counts && speed) {
                rows.stream().skip(1).forEach(row -> result(figures, row).ifPresent(results::add));
            }
            return results;
        }

        /** A time whose column does not name its unit is not known. */
        private static Optional<Figure> figure(String name) {
            return Labels.figure(name)
                    .filter(figure -> figure != Figure.P95_MILLIS || name.matches("(?i).*\\bms\\b.*|.*_ms"));
        }

        private static Optional<LoadTestResult> result(Map<Figure, Integer> columns, Csv.Row row) {
            Figures figures = new Figures("CSV");
            columns.forEach((figure, at) -> {
                if (at < row.fields().size()) {
                    Labels.value(figure, row.fields().get(at))
                            .ifPresent(value -> figures.put(figure, value, row.line()));
                }
            });
            return figures.has(Figure.REQUESTS)
                    ? figures.result().flatMap(LoadTestResult::consistent)
                    : Optional.empty();
        }
    }
}
