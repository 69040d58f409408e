package dev.upkeep.scoring.inbound;

import dev.upkeep.platform.warmup.ReactiveRehearsal;
import dev.upkeep.platform.warmup.WarmUp;
import dev.upkeep.scoring.ScoringConfig;
import dev.upkeep.scoring.application.RehearseScoring;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What happens before the first event: the path of an analysis is rehearsed. */
@ApplicationScoped
class Start {

    private final RehearseScoring rehearse;
    private final ScoringConfig config;

    Start(RehearseScoring rehearse, ScoringConfig config) {
        this.rehearse = rehearse;
        this.config = config;
    }

    void onStart(@Observes StartupEvent event) throws InterruptedException {
        new WarmUp(() -> new ReactiveRehearsal(rehearse::once), config.warmUpTime()).start(config.warmUp());
    }
}
