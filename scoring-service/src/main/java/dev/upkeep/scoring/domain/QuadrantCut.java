package dev.upkeep.scoring.domain;

import dev.upkeep.events.Improvement.Quadrant;
import org.jspecify.annotations.Nullable;

/**
 * Absolute cuts, so that a quadrant means the same in every repository and week: impact 10 (one certain finding of high
 * severity) and half a working day. Below an impact of 0.5 nothing is worth a place in a plan.
 */
final class QuadrantCut {

    static final double IMPACT = 10;
    static final int EFFORT_MINUTES = 240;
    static final double NEGLIGIBLE = 0.5;

    /** How far a figure may pass a cut before an improvement leaves the quadrant that people saw it in. */
    private static final double HYSTERESIS = 1.1;

    /** From where on an improvement that had too little impact is seen as one with enough. */
    static final double IMPACT_TO_RISE = IMPACT * HYSTERESIS;

    /** The same for one whose impact was negligible. */
    static final double IMPACT_TO_LEAVE_PARKING = NEGLIGIBLE * HYSTERESIS;

    /** What the work must be cut to before an improvement that was large is seen as small: 218 minutes, said as 3.5 h. */
    static final int MINUTES_TO_SHRINK = 210;

    /** Beyond it, work that was seen as small is seen as large: 264 minutes, said as 4.5 h. */
    static final int MINUTES_TO_GROW = 270;

    private static final double[] SHIFTS = {1, HYSTERESIS, 1 / HYSTERESIS};

    private QuadrantCut() {}

    /** The quadrant; the previous one as long as a shift of either figure by 10 % still leads there. */
    static Quadrant of(double impact, int minutes, @Nullable Quadrant previous) {
        Quadrant plain = plain(impact, minutes);
        return previous != null && reaches(previous, impact, minutes) ? previous : plain;
    }

    private static boolean reaches(Quadrant quadrant, double impact, int minutes) {
        for (double impactShift : SHIFTS) {
            for (double effortShift : SHIFTS) {
                if (plain(impact * impactShift, minutes * effortShift) == quadrant) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Quadrant plain(double impact, double minutes) {
        boolean small = minutes <= EFFORT_MINUTES;
        if (impact >= IMPACT) {
            return small ? Quadrant.QUICK_WIN : Quadrant.BIG_BET;
        }
        return small && impact >= NEGLIGIBLE ? Quadrant.FILL_IN : Quadrant.PARKED;
    }
}
