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
import java.util.UUID;

/** Follows an analysis through what its analyser says, and makes the report where that was the last part. */
@ApplicationScoped
public class FollowAnalysis {

    private static final String CONSUMER = "analysis";

    private final Transactions transactions;
    private final Inbox inbox;
    private final RunLedger ledger;
    private final PartStore parts;
    private final MaterialiseReport materialise;
    private final AnnounceReport announce;
    private final Clock clock;

    FollowAnalysis(
            Transactions transactions,
            Inbox inbox,
            RunLedger ledger,
            PartStore parts,
            MaterialiseReport materialise,
            AnnounceReport announce,
            Clock clock) {
        this.transactions = transactions;
        this.inbox = inbox;
        this.ledger = ledger;
        this.parts = parts;
        this.materialise = materialise;
        this.announce = announce;
        this.clock = clock;
    }

    /** Handles the event, once; completes when a report that it completed is announced. */
    public Uni<Void> handle(Received<AnalysisEvent> received) {
        return transactions
                .inOne(() -> inbox.firstTime(CONSUMER, received.eventId())
                        .chain(first -> first
                                ? apply(received.eventId(), received.event())
                                : Uni.createFrom().item(false)))
                .chain(materialised -> materialised
                        ? announce.announce(received.event().analysisId())
                        : Uni.createFrom().voidItem());
    }

    private Uni<Boolean> apply(UUID eventId, AnalysisEvent event) {
        Run entered = Run.unknown(event.analysisId(), event.repositoryId(), clock.instant());
        return ledger.take(entered)
                .call(run -> run.state().ended() ? Uni.createFrom().voidItem() : keep(eventId, event))
                .chain(run -> materialise.settle(run.with(event, clock.instant())));
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
