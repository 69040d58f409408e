package dev.upkeep.report.application;

import dev.upkeep.events.Event;
import dev.upkeep.report.domain.AnalysisParts;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** What has been said of analyses whose reports are not made yet. */
public interface PartStore {

    /** Keeps a part; {@code eventId} is its key. */
    Uni<Void> keep(UUID eventId, UUID analysisId, Event part);

    /** All that was kept of an analysis that is complete. */
    Uni<AnalysisParts> all(UUID analysisId);

    /** Drops what was kept of an analysis. */
    Uni<Void> drop(UUID analysisId);
}
