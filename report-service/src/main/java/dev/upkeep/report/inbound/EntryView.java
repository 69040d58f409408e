package dev.upkeep.report.inbound;

import dev.upkeep.report.domain.ReportEntry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A report in a list. */
public record EntryView(
        UUID analysisId,
        String commit,
        String ref,
        Instant committedAt,
        Instant materialisedAt,
        int findings,
        Map<String, Integer> bySeverity,
        int added,
        int fixed,
        int reopened,
        int recommendations,
        int plannedMinutes,
        double impact,
        @Nullable String traceId,
        Map<String, String> links) {

    static EntryView of(ReportEntry entry) {
        Map<String, Integer> bySeverity = new LinkedHashMap<>();
        bySeverity.put("critical", entry.critical());
        bySeverity.put("high", entry.high());
        bySeverity.put("medium", entry.medium());
        bySeverity.put("low", entry.low());
        String self = "/api/v1/analyses/" + entry.analysisId();
        return new EntryView(
                entry.analysisId(),
                entry.commit(),
                entry.ref(),
                entry.committedAt(),
                entry.materialisedAt(),
                entry.findings(),
                bySeverity,
                entry.added(),
                entry.fixed(),
                entry.reopened(),
                entry.recommendations(),
                entry.plannedMinutes(),
                entry.impact(),
                entry.traceId(),
                Map.of("analysis", self, "report", self + "/report"));
    }
}
