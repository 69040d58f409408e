package dev.upkeep.scoring.application;

import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.FindingsReported;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;

/**
 * Keeps what comes of an analysis and cuts its plan as soon as everything is there, in whatever order it came: all in
 * the transaction of the event that came last.
 */
@ApplicationScoped
public class CollectAnalysis {

    private final ScoringStore store;
    private final CutPlan cutPlan;
    private final RelayOutbox relay;

    CollectAnalysis(ScoringStore store, CutPlan cutPlan, RelayOutbox relay) {
        this.store = store;
        this.cutPlan = cutPlan;
        this.relay = relay;
    }

    /** Takes one part; completes when it is committed, and published what it completed. */
    public Uni<Void> collect(UUID eventId, FindingsReported part) {
        return collect(eventId, part.repositoryId(), part.analysisId(), session -> session.keep(part));
    }

    /** Takes the end of an analysis, which may come before its last part. */
    public Uni<Void> collect(UUID eventId, AnalysisCompleted completed) {
        return collect(eventId, completed.repositoryId(), completed.analysisId(), session -> session.keep(completed));
    }

    private Uni<Void> collect(
            UUID eventId, String repositoryId, UUID analysisId, Function<StoreSession, Uni<Void>> keep) {
        return store.inTransaction(
                        repositoryId,
                        session -> session.firstTime(eventId)
                                .chain(first -> first
                                        ? keep.apply(session).chain(() -> cutWhenComplete(session, analysisId))
                                        : Uni.createFrom().voidItem()))
                .chain(relay::relay);
    }

    private Uni<Void> cutWhenComplete(StoreSession session, UUID analysisId) {
        return session.progress(analysisId)
                .chain(progress -> progress.complete()
                        .map(completed -> cutPlan.cut(session, completed))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }
}
