package dev.upkeep.engine.syntax;

import java.time.Duration;

/**
 * What one file may cost.
 *
 * @param bytes the largest file that is parsed; its tree takes about five times its size
 * @param time how long the native parser may work on it
 */
public record ParseLimits(int bytes, Duration time) {

    /** One mebibyte and five seconds: a hundred times what an ordinary source file needs. */
    public static final ParseLimits DEFAULT = new ParseLimits(1 << 20, Duration.ofSeconds(5));

    public ParseLimits {
        if (bytes < 1 || !time.isPositive()) {
            throw new IllegalArgumentException("limits must be positive: " + bytes + " bytes, " + time);
        }
    }
}
