package dev.upkeep.report.application;

import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.AnalysisEvent;
import dev.upkeep.events.AnalysisProgressed;
import dev.upkeep.events.AnalysisRefused;
import dev.upkeep.events.AnalysisStarted;
import dev.upkeep.events.FindingsReported;
import dev.upkeep.platform.messaging.Received;
import dev.upkeep.report.domain.Run;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Follows an analysis through what its analyser says, and makes the report where that was the last part. */
@ApplicationScoped
public class FollowAnalysis {

    private static final String CONSUMER = "analysis";

    private final AdvanceRun run;
    private final PartStore parts;
    private final Clock clock;

    FollowAnalysis(AdvanceRun run, PartStore parts, Clock clock) {
        this.run = run;
        this.parts = parts;
        this.clock = clock;
    }

    /** Handles the event, once; completes when a report that it completed is announced. */
    public Uni<Void> handle(Received<AnalysisEvent> received) {
        AnalysisEvent event = received.event();
        Instant now = clock.instant();
        return run.advance(
                CONSUMER,
                received.eventId(),
                Run.unknown(event.analysisId(), event.repositoryId(), now),
                () -> keep(received.eventId(), event),
                before -> before.with(event, now));
    }

    private Uni<Void> keep(UUID eventId, AnalysisEvent event) {
        return switch (event) {
            case FindingsReported reported -> parts.keep(eventId, reported.analysisId(), reported);
            case AnalysisCompleted completed -> parts.keep(eventId, completed.analysisId(), completed);
            case AnalysisRefused refused -> parts.drop(refused.analysisId());
            case AnalysisStarted _, AnalysisProgressed _ -> Uni.createFrom().voidItem();
        };
    }
}
