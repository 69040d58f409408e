package dev.upkeep.report.domain;

import dev.upkeep.events.RepositoryRef;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A report as lists show it, without opening it.
 *
 * @param current whether it stood for its repository when it was filed
 * @param plannedMinutes the likely effort of all phases but the parked one
 * @param impact the sum of the scores of all recommendations
 */
public record ReportEntry(
        UUID analysisId,
        RepositoryRef repository,
        String commit,
        String ref,
        Instant committedAt,
        Instant materialisedAt,
        boolean current,
        int findings,
        int critical,
        int high,
        int medium,
        int low,
        int added,
        int fixed,
        int reopened,
        int recommendations,
        int plannedMinutes,
        double impact,
        @Nullable String traceId) {}
