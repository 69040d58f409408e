package dev.upkeep.report.domain;

import dev.upkeep.events.ReportedFinding.Fix;
import dev.upkeep.events.Severity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One finding as the report shows it; see {@link dev.upkeep.events.ReportedFinding} for what the analyser says.
 *
 * @param impact its share in its recommendation's impact; 0 where it is not ranked
 * @param recommendationId null where it is not ranked
 * @param suppression why it does not count; null where it counts
 */
public record Finding(
        String id,
        String fingerprint,
        String ruleId,
        String category,
        Severity severity,
        double confidence,
        String message,
        String path,
        int startLine,
        int endLine,
        String context,
        Status status,
        Map<String, Object> data,
        double impact,
        @Nullable String recommendationId,
        @Nullable Fix fix,
        String module,
        String snippet,
        @Nullable Double hotspot,
        @Nullable String suppression) {

    /** How a finding stands against the baseline. */
    public enum Status {
        /** Not in the baseline, or there is no baseline. */
        NEW,
        /** In the baseline too. */
        OPEN,
        /** Kept and shown, but counted nowhere. */
        SUPPRESSED
    }

    /** Whether it enters figures and plan. */
    public boolean counts() {
        return status != Status.SUPPRESSED;
    }
}
