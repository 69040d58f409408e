package dev.upkeep.report.application;

import dev.upkeep.events.AnalysisEvent;
import dev.upkeep.events.AnalysisProgressed;
import dev.upkeep.events.AnalysisStage;
import dev.upkeep.events.Event;
import dev.upkeep.events.ExampleAnalysis;
import dev.upkeep.events.RepositoryEvent;
import dev.upkeep.events.ScoringEvent;
import dev.upkeep.platform.messaging.Received;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Takes an example through everything that makes a report, in a transaction that is rolled back; nobody is told. */
@ApplicationScoped
public class RehearseReport {

    private final Transactions transactions;
    private final RunLedger ledger;
    private final ReportArchive archive;
    private final RecordRequest request;
    private final FollowAnalysis analysis;
    private final CollectScores scores;
    private final Clock clock;

    RehearseReport(
            Transactions transactions,
            Inbox inbox,
            RunLedger ledger,
            PartStore parts,
            ReportArchive archive,
            MaterialiseReport materialise,
            RecordRequest request,
            Clock clock) {
        AnnounceReport toNobody = new AnnounceReport(
                transactions, archive, (topic, event) -> Uni.createFrom().voidItem(), clock);
        AdvanceRun run = new AdvanceRun(transactions, inbox, ledger, materialise, toNobody);
        this.transactions = transactions;
        this.ledger = ledger;
        this.archive = archive;
        this.request = request;
        this.analysis = new FollowAnalysis(run, parts, clock);
        this.scores = new CollectScores(run, parts, clock);
        this.clock = clock;
    }

    /**
     * Once; nothing of it stays.
     *
     * @return the JSON of the report
     */
    public Uni<byte[]> once() {
        ExampleAnalysis example = ExampleAnalysis.at(clock.instant());
        return transactions.inVain(() -> request.handle(this.<RepositoryEvent>received(example.changed()))
                .chain(() -> follow(example.started()))
                .chain(() -> follow(progressed(example)))
                .chain(() -> ledger.find(example.started().analysisId()))
                .chain(() -> follow(example.findings()))
                .chain(() -> follow(example.completed()))
                .chain(() -> scores.handle(this.<ScoringEvent>received(example.scores())))
                .chain(() -> scores.handle(this.<ScoringEvent>received(example.plan())))
                .chain(() -> archive.json(example.started().analysisId()))
                .map(Optional::orElseThrow));
    }

    private Uni<Void> follow(AnalysisEvent event) {
        return analysis.handle(received(event));
    }

    private static AnalysisProgressed progressed(ExampleAnalysis example) {
        return new AnalysisProgressed(
                example.started().analysisId(), example.started().repositoryId(), AnalysisStage.PARSE, 1, 2);
    }

    private <E extends Event> Received<E> received(E event) {
        return new Received<>(event, UUID.randomUUID());
    }
}
