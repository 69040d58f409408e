package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tables of autocannon. It shortens its counts ({@code 12k requests}), which then are not known; what was refused it
 * tells exactly.
 */
final class AutocannonText {

    private static final Pattern ANSWERS = Pattern.compile("^(\\d+) 2xx responses, (\\d+) non 2xx responses");
    private static final Pattern ERRORS = Pattern.compile("^\\S+ errors \\(");
    private static final Pattern EXACT_ERRORS = Pattern.compile("^(\\d+) errors \\(");
    private static final Pattern DONE = Pattern.compile("^\\S+ requests in ");

    private AutocannonText() {}

    static Optional<LoadTestResult> read(List<Line> run) {
        Figures figures = new Figures("autocannon");
        rate(run, figures);
        Optional<Line.Match> answers = Line.first(run, ANSWERS);
        Optional<Line.Match> errors = Line.first(run, EXACT_ERRORS);
        boolean shortened = errors.isEmpty() && Line.first(run, ERRORS).isPresent();
        double lost = errors.map(found -> found.number(1)).orElse(0.0);
        if (answers.isPresent() && !shortened) {
            Line.Match found = answers.get();
            figures.put(Figure.REQUESTS, found.number(1) + found.number(2) + lost, found.line())
                    .put(Figure.FAILURES, found.number(2) + lost, found.line());
        } else if (errors.isEmpty() && !shortened) {
            Line.first(run, DONE).ifPresent(found -> figures.put(Figure.ERROR_PERCENT, 0, found.line()));
        }
        return figures.result();
    }

    /** The mean of the row of requests, whose column the head of the table names. */
    private static void rate(List<Line> run, Figures figures) {
        int mean = -1;
        for (Line line : run) {
            List<String> cells = Arrays.stream(line.text().split("\\|", -1))
                    .map(String::strip)
                    .toList();
            if (cells.size() > 2 && cells.get(1).equals("Stat")) {
                mean = cells.indexOf("Avg");
            } else if (cells.size() > 2 && cells.get(1).equals("Req/Sec") && mean > 0 && mean < cells.size()) {
                Labels.value(Figure.REQUESTS, cells.get(mean))
                        .ifPresent(value -> figures.put(Figure.REQUESTS_PER_SECOND, value, line.number()));
            }
        }
    }
}
