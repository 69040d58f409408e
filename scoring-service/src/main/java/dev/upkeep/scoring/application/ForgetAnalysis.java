package dev.upkeep.scoring.application;

import dev.upkeep.events.AnalysisRefused;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Drops what had come of an analysis that was refused on the way. */
@ApplicationScoped
public class ForgetAnalysis {

    private final ScoringStore store;

    ForgetAnalysis(ScoringStore store) {
        this.store = store;
    }

    public Uni<Void> forget(UUID eventId, AnalysisRefused refused) {
        return store.inTransaction(
                refused.repositoryId(),
                session -> session.firstTime(eventId)
                        .chain(first -> first
                                ? session.drop(refused.analysisId())
                                : Uni.createFrom().voidItem()));
    }
}
