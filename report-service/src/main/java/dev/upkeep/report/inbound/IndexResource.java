package dev.upkeep.report.inbound;

import dev.upkeep.report.application.ReportArchive;
import dev.upkeep.report.application.RunLedger;
import dev.upkeep.report.application.Transactions;
import dev.upkeep.report.domain.ReportEntry;
import dev.upkeep.report.domain.Run;
import dev.upkeep.report.domain.Wording;
import dev.upkeep.report.inbound.rendering.PageStyle;
import io.quarkus.qute.Engine;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

/** The first page: the repositories with what matters of their reports, and the latest runs. */
@Path("/")
public class IndexResource {

    private static final int REPOSITORIES = 200;
    private static final int RUNS = 20;

    private final Transactions transactions;
    private final ReportArchive archive;
    private final RunLedger ledger;
    private final Engine engine;

    IndexResource(Transactions transactions, ReportArchive archive, RunLedger ledger, Engine engine) {
        this.transactions = transactions;
        this.archive = archive;
        this.ledger = ledger;
        this.engine = engine;
    }

    /** The page. */
    @GET
    public Uni<Response> index() {
        return transactions
                .inOne(() -> archive.currentEntries(null, null, REPOSITORIES)
                        .chain(entries -> ledger.list(null, null, RUNS).map(runs -> new Lists(entries, runs))))
                .chain(lists -> PageStyle.render(engine.getTemplate("index.html")
                        .data(
                                "repositories",
                                lists.entries().stream().map(RepositoryLine::of).toList())
                        .data("runs", lists.runs().stream().map(RunLine::of).toList())))
                .map(page -> Response.ok(page)
                        .header(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                        .header("Content-Security-Policy", PageStyle.POLICY)
                        .build());
    }

    private record Lists(List<ReportEntry> entries, List<Run> runs) {}

    /** A repository as the page shows it. */
    public record RepositoryLine(
            String name, String address, String commit, String findings, String critical, String high, String work) {

        static RepositoryLine of(ReportEntry entry) {
            return new RepositoryLine(
                    Wording.printable(entry.repository().name()),
                    "/api/v1/repositories/" + entry.repository().id() + "/report.html",
                    Wording.shortSha(entry.commit()),
                    Wording.number(entry.findings()),
                    Wording.number(entry.critical()),
                    Wording.number(entry.high()),
                    Wording.duration(entry.plannedMinutes()));
        }
    }

    /**
     * A run as the page shows it.
     *
     * @param address its report where it has one, else its entry in the ledger
     */
    public record RunLine(String name, String ref, String state, String detail, String requestedAt, String address) {

        static RunLine of(Run run) {
            String self = "/api/v1/analyses/" + run.analysisId();
            String stage = run.stage() == null || run.state() != Run.State.RUNNING
                    ? ""
                    : run.stage().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            return new RunLine(
                    Wording.printable(run.repositoryName().isEmpty() ? run.repositoryId() : run.repositoryName()),
                    Wording.printable(run.ref()),
                    run.state().name().toLowerCase(Locale.ROOT),
                    run.detail() == null ? stage : Wording.oneLine(run.detail()),
                    run.requestedAt().toString(),
                    run.state() == Run.State.COMPLETED ? self + "/report.html" : self);
        }
    }
}
