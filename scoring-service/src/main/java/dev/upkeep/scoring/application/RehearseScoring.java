package dev.upkeep.scoring.application;

import dev.upkeep.events.ExampleAnalysis;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Takes an example through everything that cuts a plan, in a transaction that is rolled back; nothing is published. */
@ApplicationScoped
public class RehearseScoring {

    private final ScoringStore store;
    private final CollectAnalysis collect;
    private final Clock clock;

    RehearseScoring(ScoringStore store, CollectAnalysis collect, Clock clock) {
        this.store = store;
        this.collect = collect;
        this.clock = clock;
    }

    /** Once; nothing of it stays. */
    public Uni<Void> once() {
        ExampleAnalysis example = ExampleAnalysis.at(clock.instant());
        return store.inVain(
                example.changed().repositoryId(),
                session -> collect.take(session, UUID.randomUUID(), example.findings())
                        .chain(() -> collect.take(session, UUID.randomUUID(), example.completed()))
                        .replaceWithVoid());
    }
}
