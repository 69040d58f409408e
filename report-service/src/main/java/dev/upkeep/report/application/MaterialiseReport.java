package dev.upkeep.report.application;

import dev.upkeep.report.ReportConfig;
import dev.upkeep.report.application.ReportArchive.Filing;
import dev.upkeep.report.domain.AnalysisParts;
import dev.upkeep.report.domain.FindingTracking;
import dev.upkeep.report.domain.Report;
import dev.upkeep.report.domain.ReportAssembly;
import dev.upkeep.report.domain.Run;
import dev.upkeep.report.domain.Standing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Makes the report of a run whose parts are all there. Part of the transaction in which the last part arrived. */
@ApplicationScoped
public class MaterialiseReport {

    private final RunLedger ledger;
    private final PartStore parts;
    private final ReportArchive archive;
    private final Workbench workbench;
    private final ReportConfig config;
    private final Clock clock;
    private final ReportCodec codec = new ReportCodec();

    MaterialiseReport(
            RunLedger ledger,
            PartStore parts,
            ReportArchive archive,
            Workbench workbench,
            ReportConfig config,
            Clock clock) {
        this.ledger = ledger;
        this.parts = parts;
        this.archive = archive;
        this.workbench = workbench;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Saves the run, with its report where the run is complete; the run must have been taken.
     *
     * @return whether there is a report now that has to be announced after the commit
     */
    Uni<Boolean> settle(Run run) {
        return run.complete()
                ? materialise(run).replaceWith(true)
                : ledger.save(run).replaceWith(false);
    }

    private Uni<Void> materialise(Run run) {
        UUID analysisId = run.analysisId();
        return parts.all(analysisId)
                .chain(this::file)
                .chain(() -> parts.drop(analysisId))
                .chain(() -> archive.keepLast(run.repositoryId(), config.retainedReports()))
                .chain(() -> ledger.save(run.materialised(clock.instant())));
    }

    private Uni<Void> file(AnalysisParts all) {
        Standing standing = Standing.of(all.completed());
        return archive.take(all.completed().repository())
                .map(current -> current.isEmpty() || standing.compareTo(current.get()) > 0)
                .chain(stands -> archive.ledgerBefore(
                                all.completed().repositoryId(),
                                all.completed().commit().ref(),
                                standing)
                        .chain(ledger -> workbench.compute(() -> write(all, ledger)))
                        .chain(filing -> archive.file(filing, standing, stands, clock.instant())));
    }

    private Filing write(AnalysisParts all, Optional<byte[]> ledger) {
        FindingTracking tracking = FindingTracking.of(ledger.map(codec::ledger), all);
        Report report = ReportAssembly.assemble(all, tracking, config.version());
        return new Filing(report, codec.encode(report), codec.encode(tracking.ledger()));
    }
}
