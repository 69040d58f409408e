package dev.upkeep.report.application;

import dev.upkeep.report.domain.Run;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Takes a run one event further, once, and makes the report where that was the last part. */
@ApplicationScoped
class AdvanceRun {

    private final Transactions transactions;
    private final Inbox inbox;
    private final RunLedger ledger;
    private final MaterialiseReport materialise;
    private final AnnounceReport announce;

    AdvanceRun(
            Transactions transactions,
            Inbox inbox,
            RunLedger ledger,
            MaterialiseReport materialise,
            AnnounceReport announce) {
        this.transactions = transactions;
        this.inbox = inbox;
        this.ledger = ledger;
        this.materialise = materialise;
        this.announce = announce;
    }

    /**
     * Completes when a report that the event completed is announced.
     *
     * @param entered how the run is entered where this is the first that is heard of it
     * @param keep keeps what the report needs of the event; not asked for a run that has ended
     * @param next the run with what the event says
     */
    Uni<Void> advance(String consumer, UUID eventId, Run entered, Supplier<Uni<Void>> keep, UnaryOperator<Run> next) {
        return transactions
                .inOne(() -> inbox.firstTime(consumer, eventId)
                        .chain(first -> first
                                ? apply(entered, keep, next)
                                : Uni.createFrom().item(false)))
                .chain(materialised -> materialised
                        ? announce.announce(entered.analysisId())
                        : Uni.createFrom().voidItem());
    }

    private Uni<Boolean> apply(Run entered, Supplier<Uni<Void>> keep, UnaryOperator<Run> next) {
        return ledger.take(entered)
                .call(run -> run.state().ended() ? Uni.createFrom().voidItem() : keep.get())
                .chain(run -> materialise.settle(next.apply(run)));
    }
}
