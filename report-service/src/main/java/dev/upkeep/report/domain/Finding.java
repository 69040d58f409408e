package dev.upkeep.report.domain;

import dev.upkeep.events.ReportedFinding.Fix;
import dev.upkeep.events.Severity;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One finding as the report shows it; see {@link dev.upkeep.events.ReportedFinding} for what the analyser says.
 *
 * @param impact its share in its recommendation's impact; 0 where it is not ranked
 * @param recommendationId null where it is not ranked
 * @param fingerprint its identity: that of its first sighting, kept wherever it moves; unique within the report
 * @param suppression why it does not count; null where it counts
 * @param firstSeen the time of the first commit in which it was seen
 * @param since the time of the commit from which on it has stood like this: counted or suppressed, without a break
 * @param movedFrom the path that it had in the baseline, where that was another one
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
        @Nullable String suppression,
        Instant firstSeen,
        Instant since,
        @Nullable String movedFrom) {

    private static final Set<String> CONTEXTS_APART =
            Set.of("test", "example", "benchmark", "documentation", "generated", "vendored");

    /** How a finding stands against the baseline; one that is gone is a {@link Report.FixedFinding}. */
    public enum Status {
        /** Not known before, or there is no baseline. */
        NEW,
        /** In the baseline too. */
        OPEN,
        /** Gone in the baseline, not for long, and back. */
        REOPENED,
        /** Kept and shown, but counted nowhere. */
        SUPPRESSED
    }

    /** Whether it stands where it is no risk in production: counted, but never beside what is one. */
    public boolean standsApart() {
        return CONTEXTS_APART.contains(context) && !Boolean.TRUE.equals(data.get("urgent"));
    }

    /** Whether it enters figures and plan. */
    public boolean counts() {
        return status != Status.SUPPRESSED;
    }
}
