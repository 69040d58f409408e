package dev.upkeep.scoring.application;

import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.AnalysisEvent;
import dev.upkeep.events.FindingsReported;
import dev.upkeep.scoring.domain.ScoredPlan;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps what comes of an analysis and cuts its plan as soon as everything is there, in whatever order it came: all in
 * the transaction of the event that came last.
 */
@ApplicationScoped
public class CollectAnalysis {

    private static final Logger LOG = Logger.getLogger(CollectAnalysis.class);

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
        return collect(part, session -> take(session, eventId, part));
    }

    /** Takes the end of an analysis, which may come before its last part. */
    public Uni<Void> collect(UUID eventId, AnalysisCompleted completed) {
        return collect(completed, session -> take(session, eventId, completed));
    }

    private Uni<Void> collect(AnalysisEvent event, Function<StoreSession, Uni<Optional<ScoredPlan>>> work) {
        return store.inTransaction(event.repositoryId(), work)
                .invoke(plan -> plan.ifPresent(each -> tell(event, each)))
                .chain(relay::relay);
    }

    private static void tell(AnalysisEvent event, ScoredPlan plan) {
        LOG.infof(
                "Scored analysis %s: %d findings, %d improvements",
                event.analysisId(), plan.findings().size(), plan.improvements().size());
    }

    /** Takes one part within the transaction of others; gives the plan that it completed. */
    Uni<Optional<ScoredPlan>> take(StoreSession session, UUID eventId, FindingsReported part) {
        return take(session, eventId, part.analysisId(), () -> session.keep(part));
    }

    /** The same with the end of an analysis. */
    Uni<Optional<ScoredPlan>> take(StoreSession session, UUID eventId, AnalysisCompleted completed) {
        return take(session, eventId, completed.analysisId(), () -> session.keep(completed));
    }

    private Uni<Optional<ScoredPlan>> take(
            StoreSession session, UUID eventId, UUID analysisId, Supplier<Uni<Void>> keep) {
        return session.firstTime(eventId)
                .chain(first -> first
                        ? keep.get().chain(() -> cutWhenComplete(session, analysisId))
                        : Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<ScoredPlan>> cutWhenComplete(StoreSession session, UUID analysisId) {
        return session.progress(analysisId)
                .chain(progress -> progress.complete()
                        .map(completed -> cutPlan.cut(session, completed).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }
}
