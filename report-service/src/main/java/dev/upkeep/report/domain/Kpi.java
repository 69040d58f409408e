package dev.upkeep.report.domain;

import dev.upkeep.events.Metrics.Measure;
import org.jspecify.annotations.Nullable;

/**
 * A target held against what was measured.
 *
 * @param actual null where nothing was measured
 * @param source the file, and where in it, that the value was read from
 * @param comparison {@code <} where smaller is better, {@code >} where larger is
 */
public record Kpi(
        String name,
        double target,
        @Nullable Double actual,
        String unit,
        Status status,
        String source,
        String comparison) {

    /** Whether the target is reached. */
    public enum Status {
        MET,
        MISSED,
        UNKNOWN
    }

    static Kpi of(Measure measure) {
        return new Kpi(
                measure.name(),
                measure.target(),
                measure.actual(),
                measure.unit(),
                judge(measure),
                measure.source(),
                measure.comparison());
    }

    private static Status judge(Measure measure) {
        Double actual = measure.actual();
        if (actual == null) {
            return Status.UNKNOWN;
        }
        boolean met = measure.comparison().startsWith(">") ? actual > measure.target() : actual < measure.target();
        return met ? Status.MET : Status.MISSED;
    }
}
