package dev.upkeep.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A report can be read; caches of older ones are stale.
 *
 * @param current whether it is now the report that stands for the repository (an older commit never replaces a newer)
 */
public record ReportMaterialised(
        UUID analysisId,
        String repositoryId,
        String commit,
        int findings,
        int recommendations,
        boolean current,
        Instant materialisedAt,
        @Nullable String traceId)
        implements ReportEvent {}
