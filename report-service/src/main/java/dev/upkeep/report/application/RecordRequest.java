package dev.upkeep.report.application;

import dev.upkeep.events.RepositoryChanged;
import dev.upkeep.events.RepositoryEvent;
import dev.upkeep.events.RepositoryRemoved;
import dev.upkeep.platform.messaging.Received;
import dev.upkeep.report.domain.Run;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Enters requested runs in the ledger at once, and forgets repositories that are gone. */
@ApplicationScoped
public class RecordRequest {

    private static final String CONSUMER = "repository";

    private final Transactions transactions;
    private final Inbox inbox;
    private final RunLedger ledger;
    private final ReportArchive archive;
    private final Clock clock;

    RecordRequest(Transactions transactions, Inbox inbox, RunLedger ledger, ReportArchive archive, Clock clock) {
        this.transactions = transactions;
        this.inbox = inbox;
        this.ledger = ledger;
        this.archive = archive;
        this.clock = clock;
    }

    /** Handles the event, once. */
    public Uni<Void> handle(Received<RepositoryEvent> received) {
        return transactions.inOne(() -> inbox.firstTime(CONSUMER, received.eventId())
                .chain(first ->
                        first ? apply(received.event()) : Uni.createFrom().voidItem()));
    }

    private Uni<Void> apply(RepositoryEvent event) {
        return switch (event) {
            case RepositoryChanged changed -> enter(changed);
            case RepositoryRemoved removed -> forget(removed);
        };
    }

    private Uni<Void> enter(RepositoryChanged changed) {
        Run entered = Run.unknown(changed.changeId(), changed.repositoryId(), clock.instant());
        return ledger.take(entered).chain(run -> ledger.save(run.with(changed)));
    }

    /** A deleted branch changes nothing: the reports of its commits stay true. */
    private Uni<Void> forget(RepositoryRemoved removed) {
        return removed.ref() == null
                ? archive.forget(removed.repositoryId()).chain(() -> ledger.forget(removed.repositoryId()))
                : Uni.createFrom().voidItem();
    }
}
