package dev.upkeep.scoring.domain;

import dev.upkeep.events.Improvement.Factor;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Arithmetic that gives the same bytes on every machine: {@link StrictMath}, and six significant digits. */
final class Figures {

    private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);
    private static final double LN_2 = StrictMath.log(2);

    private Figures() {}

    /** The value as it is printed and reckoned with from here on. */
    static double rounded(double value) {
        return BigDecimal.valueOf(value).round(SIX_DIGITS).doubleValue();
    }

    /** Points of a factor: 1 doubles the score, -1 halves it. */
    static double log2(double value) {
        return StrictMath.log(value) / LN_2;
    }

    static Factor factor(String name, double value, String source) {
        double printed = rounded(value);
        return new Factor(name, printed, source, rounded(log2(printed)));
    }
}
