package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import dev.upkeep.engine.detect.loadtest.LoadTestResult.Measured;
import dev.upkeep.engine.document.Value;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Collects the figures of one result. */
final class Figures {

    private final String tool;
    private final Map<Figure, Measured> figures = new EnumMap<>(Figure.class);
    private int percentile = 95;

    Figures(String tool) {
        this.tool = tool;
    }

    Figures put(Figure figure, double value, int line) {
        if (Double.isFinite(value)) {
            figures.putIfAbsent(figure, new Measured(value, line));
        }
        return this;
    }

    /** A number of a document, times a factor; some tools write their numbers as strings. */
    Figures put(Figure figure, Optional<Value> value, double factor) {
        value.ifPresent(found -> found.number()
                .or(() -> found.string()
                        .filter(text -> text.matches("[0-9]{1,18}(\\.[0-9]+)?"))
                        .map(Double::valueOf))
                .ifPresent(number -> put(figure, number * factor, found.line())));
        return this;
    }

    Figures put(Figure figure, Optional<Value> value) {
        return put(figure, value, 1);
    }

    /** The number in the first group of the first match. */
    Figures put(Figure figure, List<Line> lines, Pattern pattern) {
        Line.first(lines, pattern).ifPresent(found -> put(figure, found.number(1), found.line()));
        return this;
    }

    /** The time with its unit in the first group of the first match. */
    Figures duration(Figure figure, List<Line> lines, Pattern pattern) {
        Line.first(lines, pattern)
                .ifPresent(found ->
                        Durations.parse(found.matcher().group(1)).ifPresent(value -> put(figure, value, found.line())));
        return this;
    }

    /** The 90th percentile stands in where the tool does not tell the 95th. */
    Figures percentile(int which) {
        percentile = which;
        return this;
    }

    boolean has(Figure figure) {
        return figures.containsKey(figure);
    }

    Optional<Measured> get(Figure figure) {
        return Optional.ofNullable(figures.get(figure));
    }

    /** Response times of single requests in milliseconds, and how long they took together. */
    Figures samples(List<Double> millis, double seconds, int line) {
        List<Double> sorted = millis.stream().sorted(Comparator.naturalOrder()).toList();
        // Nearest rank: the smallest value that at least 95 % of all do not exceed.
        int rank = (int) Math.ceil(0.95 * sorted.size());
        put(Figure.P95_MILLIS, sorted.get(Math.max(0, rank - 1)), line);
        if (seconds > 0) {
            put(Figure.REQUESTS_PER_SECOND, sorted.size() / seconds, line);
        }
        return this;
    }

    /** The result, if it tells how many requests there were, or how fast, and anything besides. */
    Optional<LoadTestResult> result() {
        boolean load = has(Figure.REQUESTS) || has(Figure.REQUESTS_PER_SECOND);
        return load && figures.size() > 1
                ? Optional.of(new LoadTestResult(tool, figures, percentile))
                : Optional.empty();
    }
}
