package dev.upkeep.scoring.application;

import dev.upkeep.scoring.ScoringConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Forgets what Kafka cannot deliver again and what never became complete. */
@ApplicationScoped
public class TidyUp {

    private final ScoringStore store;
    private final ScoringConfig config;
    private final Clock clock;

    TidyUp(ScoringStore store, ScoringConfig config, Clock clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    public Uni<Void> tidyUp() {
        return store.forgetBefore(clock.instant().minus(config.keep()));
    }
}
