package dev.upkeep.analyzer.application;

import dev.upkeep.analyzer.application.AnalysisQueue.Lane;
import dev.upkeep.events.RepositoryChanged;
import dev.upkeep.events.RepositoryEvent;
import dev.upkeep.events.RepositoryRemoved;
import dev.upkeep.platform.telemetry.Tracing;
import dev.upkeep.platform.warmup.WarmUp;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;

/** What the analyser does with each fact of a repository. */
@ApplicationScoped
public class TakeUpChange {

    private final AnalysisQueue queue;
    private final RepositorySource source;
    private final Tracing tracing;
    private final WarmUp warmUp;

    TakeUpChange(AnalysisQueue queue, RepositorySource source, Tracing tracing, WarmUp warmUp) {
        this.queue = queue;
        this.source = source;
        this.tracing = tracing;
        this.warmUp = warmUp;
    }

    /** Completes when everything that follows from the fact is said and done. */
    public Uni<Void> takeUp(RepositoryEvent event, Lane lane) {
        warmUp.end();
        return switch (event) {
            case RepositoryChanged changed -> queue.submit(changed, lane, stages());
            case RepositoryRemoved removed ->
                removed.ref() == null ? forget(removed) : Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> forget(RepositoryRemoved removed) {
        return Uni.createFrom()
                .voidItem()
                .invoke(() -> source.forget(removed.repository()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Stages stages() {
        return new TracedStages(tracing.current(), tracing);
    }
}
