package dev.upkeep.report.application;

import dev.upkeep.events.ScoringEvent;
import dev.upkeep.platform.messaging.Received;
import dev.upkeep.report.domain.Run;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Keeps the scores of an analysis, and makes the report where that was the last part. */
@ApplicationScoped
public class CollectScores {

    private static final String CONSUMER = "scoring";

    private final Transactions transactions;
    private final Inbox inbox;
    private final RunLedger ledger;
    private final PartStore parts;
    private final MaterialiseReport materialise;
    private final AnnounceReport announce;
    private final Clock clock;

    CollectScores(
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
    public Uni<Void> handle(Received<ScoringEvent> received) {
        return transactions
                .inOne(() -> inbox.firstTime(CONSUMER, received.eventId())
                        .chain(first -> first
                                ? apply(received.eventId(), received.event())
                                : Uni.createFrom().item(false)))
                .chain(materialised -> materialised
                        ? announce.announce(received.event().analysisId())
                        : Uni.createFrom().voidItem());
    }

    private Uni<Boolean> apply(UUID eventId, ScoringEvent event) {
        Run entered = Run.unknown(event.analysisId(), event.repositoryId(), clock.instant());
        return ledger.take(entered)
                .call(run -> run.state().ended()
                        ? Uni.createFrom().voidItem()
                        : parts.keep(eventId, event.analysisId(), event))
                .chain(run -> materialise.settle(run.with(event, clock.instant())));
    }
}
