package dev.upkeep.report.application;

import dev.upkeep.report.ReportConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Announces what a crash or a broker that was down left unannounced, and forgets old events of the inbox. */
@ApplicationScoped
public class AnnounceWaitingReports {

    private static final int AT_ONCE = 50;

    private final Transactions transactions;
    private final ReportArchive archive;
    private final Inbox inbox;
    private final AnnounceReport announce;
    private final ReportConfig config;
    private final Clock clock;

    AnnounceWaitingReports(
            Transactions transactions,
            ReportArchive archive,
            Inbox inbox,
            AnnounceReport announce,
            ReportConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.archive = archive;
        this.inbox = inbox;
        this.announce = announce;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Announces what has waited, oldest first.
     *
     * @param age younger ones are being announced by the consumer that filed them
     */
    public Uni<Void> announce(Duration age) {
        Instant now = clock.instant();
        return transactions
                .inOne(() -> inbox.forgetBefore(now.minus(config.inboxRetention()))
                        .chain(() -> archive.unannounced(now.minus(age), AT_ONCE)))
                .chain(waiting -> Multi.createFrom()
                        .iterable(waiting)
                        .onItem()
                        .transformToUniAndConcatenate(announce::announce)
                        .collect()
                        .last()
                        .replaceWithVoid());
    }
}
