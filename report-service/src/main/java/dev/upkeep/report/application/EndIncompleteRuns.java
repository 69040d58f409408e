package dev.upkeep.report.application;

import dev.upkeep.report.ReportConfig;
import dev.upkeep.report.domain.Run;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/**
 * Ends runs of which nothing was heard for long, and drops their parts: an analyser that never came back, or a part that
 * was parked. Whatever is still said of them is ignored, as with every run that has ended.
 */
@ApplicationScoped
public class EndIncompleteRuns {

    private static final int AT_ONCE = 50;

    private final Transactions transactions;
    private final RunLedger ledger;
    private final PartStore parts;
    private final ReportConfig config;
    private final Clock clock;

    EndIncompleteRuns(Transactions transactions, RunLedger ledger, PartStore parts, ReportConfig config, Clock clock) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.parts = parts;
        this.config = config;
        this.clock = clock;
    }

    /** Ends some, those first of which least was heard; each in a transaction of its own. */
    public Uni<Void> end() {
        Instant now = clock.instant();
        Instant silent = now.minus(config.incompleteRetention());
        return transactions
                .inOne(() -> ledger.silentSince(silent, AT_ONCE))
                .chain(runs -> Multi.createFrom()
                        .iterable(runs)
                        .onItem()
                        .transformToUniAndConcatenate(run -> transactions.inOne(() -> end(run, silent, now)))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    private Uni<Void> end(Run found, Instant silent, Instant now) {
        return ledger.take(found)
                .chain(run -> run.state().ended() || run.updatedAt().isAfter(silent)
                        ? Uni.createFrom().voidItem()
                        : parts.drop(run.analysisId()).chain(() -> ledger.save(run.abandoned(now))));
    }
}
