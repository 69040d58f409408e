package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import dev.upkeep.engine.document.Value;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A number of a hand-made report, in the unit of its figure; empty where the report does not tell its unit. */
final class JsonFigure {

    private static final Pattern SECONDS = Pattern.compile(".*(seconds?|secs?|_s)$");
    private static final Pattern MILLIS = Pattern.compile(".*(ms|millis|milliseconds)(_?p95)?$");
    private static final Pattern MICROS = Pattern.compile(".*(us|micros|microseconds)$");
    private static final Pattern PERCENT = Pattern.compile(".*(percent|percentage|pct)$");
    /** A time of so many seconds would be noticed by whoever ran the test; one of so many milliseconds is usual. */
    private static final double CERTAINLY_MILLIS = 60;

    private JsonFigure() {}

    static Optional<Double> read(Figure figure, String label, Value value) {
        Optional<Double> number = value.number();
        if (number.isEmpty()) {
            return value.string().flatMap(text -> text(figure, text));
        }
        return switch (figure) {
            case P95_MILLIS -> number.flatMap(time -> millis(label.toLowerCase(Locale.ROOT), time));
            case ERROR_PERCENT, SUCCESS_PERCENT ->
                number.flatMap(share -> percent(label.toLowerCase(Locale.ROOT), share, figure));
            default -> number;
        };
    }

    private static Optional<Double> text(Figure figure, String text) {
        return figure == Figure.P95_MILLIS
                ? Durations.parse(text).or(() -> Labels.value(figure, text))
                : Labels.value(figure, text);
    }

    private static Optional<Double> millis(String label, double time) {
        if (MILLIS.matcher(label).matches() || time == 0) {
            return Optional.of(time);
        }
        if (SECONDS.matcher(label).matches()) {
            return Optional.of(1000 * time);
        }
        if (MICROS.matcher(label).matches()) {
            return Optional.of(time / 1000);
        }
        return time >= CERTAINLY_MILLIS || time == Math.rint(time) ? Optional.of(time) : Optional.empty();
    }

    /** Whether 0.5 means half or half a percent nobody says; nothing is nothing, and more than one are percents. */
    private static Optional<Double> percent(String label, double share, Figure figure) {
        boolean certain =
                PERCENT.matcher(label).matches() || share > 1 || (share == 0 && figure == Figure.ERROR_PERCENT);
        return certain && share <= 100 ? Optional.of(share) : Optional.empty();
    }
}
