package dev.upkeep.engine.detect.loadtest;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times with a unit, such as {@code 12.5 ms}, {@code 1.2s} and Go's {@code 1m2.5s}. */
final class Durations {

    private static final Pattern PART = Pattern.compile("([0-9.]+)([a-zµμ]+)");
    private static final Pattern WHOLE = Pattern.compile("(?:[0-9]+(?:\\.[0-9]+)?[a-zµμ]+)+");

    private Durations() {}

    /** Milliseconds in one of this unit; empty for what is no unit of time. */
    static Optional<Double> millis(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "ms", "msec", "msecs", "millis", "millisecond", "milliseconds" -> Optional.of(1.0);
            case "s", "sec", "secs", "second", "seconds" -> Optional.of(1000.0);
            case "us", "µs", "μs", "usec", "microsecond", "microseconds" -> Optional.of(0.001);
            case "ns", "nanosecond", "nanoseconds" -> Optional.of(1e-6);
            case "m", "min" -> Optional.of(60_000.0);
            case "h" -> Optional.of(3_600_000.0);
            default -> Optional.empty();
        };
    }

    /** The milliseconds of a time that names its units. */
    static Optional<Double> parse(String text) {
        String plain = text.replace(" ", "").replace(",", "");
        if (!WHOLE.matcher(plain).matches()) {
            return Optional.empty();
        }
        double sum = 0;
        Matcher part = PART.matcher(plain);
        while (part.find()) {
            Optional<Double> factor = millis(part.group(2));
            if (factor.isEmpty()) {
                return Optional.empty();
            }
            sum += factor.get() * Double.parseDouble(part.group(1));
        }
        return Optional.of(sum);
    }
}
