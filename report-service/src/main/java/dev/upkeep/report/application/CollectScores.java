package dev.upkeep.report.application;

import dev.upkeep.events.ScoringEvent;
import dev.upkeep.platform.messaging.Received;
import dev.upkeep.report.domain.Run;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Keeps the scores of an analysis, and makes the report where that was the last part. */
@ApplicationScoped
public class CollectScores {

    private static final String CONSUMER = "scoring";

    private final AdvanceRun run;
    private final PartStore parts;
    private final Clock clock;

    CollectScores(AdvanceRun run, PartStore parts, Clock clock) {
        this.run = run;
        this.parts = parts;
        this.clock = clock;
    }

    /** Handles the event, once; completes when a report that it completed is announced. */
    public Uni<Void> handle(Received<ScoringEvent> received) {
        ScoringEvent event = received.event();
        Instant now = clock.instant();
        return run.advance(
                CONSUMER,
                received.eventId(),
                Run.unknown(event.analysisId(), event.repositoryId(), now),
                () -> parts.keep(received.eventId(), event.analysisId(), event),
                before -> before.with(event, now));
    }
}
