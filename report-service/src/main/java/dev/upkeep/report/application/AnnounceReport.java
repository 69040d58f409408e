package dev.upkeep.report.application;

import dev.upkeep.events.ReportMaterialised;
import dev.upkeep.events.Topic;
import dev.upkeep.platform.messaging.EventPublisher;
import dev.upkeep.report.domain.ReportEntry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/**
 * Says {@link ReportMaterialised} for a report that was filed. A filed report is its own outbox row: it is filed in the
 * transaction of its last part, announced after the commit, and marked after the broker's acknowledgement. What a crash
 * leaves between is announced by {@link AnnounceWaitingReports}: at least once, with the same event id each time.
 */
@ApplicationScoped
public class AnnounceReport {

    private final Transactions transactions;
    private final ReportArchive archive;
    private final EventPublisher publisher;
    private final Clock clock;

    AnnounceReport(Transactions transactions, ReportArchive archive, EventPublisher publisher, Clock clock) {
        this.transactions = transactions;
        this.archive = archive;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Announces the report of this analysis; completes when that is noted. */
    public Uni<Void> announce(UUID analysisId) {
        return transactions
                .inOne(() -> archive.entry(analysisId))
                .chain(entry -> entry.map(this::publish).orElse(Uni.createFrom().voidItem()));
    }

    private Uni<Void> publish(ReportEntry entry) {
        return publisher
                .publish(Topic.REPORT, event(entry))
                .chain(() -> transactions.inOne(() -> archive.announced(entry.analysisId(), clock.instant())));
    }

    private static ReportMaterialised event(ReportEntry entry) {
        return new ReportMaterialised(
                entry.analysisId(),
                entry.repository().id(),
                entry.commit(),
                entry.findings(),
                entry.recommendations(),
                entry.current(),
                entry.materialisedAt(),
                entry.traceId());
    }
}
