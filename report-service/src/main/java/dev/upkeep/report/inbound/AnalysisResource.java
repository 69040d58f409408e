package dev.upkeep.report.inbound;

import dev.upkeep.platform.http.ProblemException;
import dev.upkeep.report.application.RunLedger;
import dev.upkeep.report.application.RunLedger.Position;
import dev.upkeep.report.application.Transactions;
import dev.upkeep.report.domain.Run;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Runs: how far each is, and the report of exactly that analysis. */
@Path("/api/v1")
public class AnalysisResource {

    private final Transactions transactions;
    private final RunLedger ledger;
    private final ReportAnswers answers;

    AnalysisResource(Transactions transactions, RunLedger ledger, ReportAnswers answers) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.answers = answers;
    }

    /** How far an analysis is. */
    @GET
    @Path("/analyses/{analysisId}")
    public Uni<RunView> run(@RestPath String analysisId) {
        return transactions
                .inOne(() -> ledger.find(id(analysisId)))
                .map(run -> RunView.of(run.orElseThrow(() -> unknown())));
    }

    /** The report of exactly that analysis; the suffix names the format, else the {@code Accept} header. */
    @GET
    @Path("/analyses/{analysisId}/report{suffix:(\\.[a-z0-9.]+)?}")
    public Uni<Response> report(
            @RestPath String analysisId,
            @RestPath @Nullable String suffix,
            @Context HttpHeaders headers,
            @Context Request request) {
        return answers.answer(id(analysisId), ReportAnswers.format(suffix == null ? "" : suffix, headers), request);
    }

    /** The ledger, latest request first. */
    @GET
    @Path("/runs")
    public Uni<Response> runs(
            @QueryParam("repository") @Nullable String repository,
            @QueryParam("limit") @DefaultValue(PageView.DEFAULT_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        int most = PageView.limit(limit);
        Position after = Optional.ofNullable(cursor)
                .map(text -> Cursor.parse(text, 2))
                .map(at -> new Position(at.time(0), at.id(1)))
                .orElse(null);
        return transactions
                .inOne(() -> ledger.list(repository, after, most + 1))
                .map(runs -> PageView.of(runs, most, RunView::of, AnalysisResource::cursor)
                        .response(uri));
    }

    private static Cursor cursor(Run run) {
        return Cursor.at(run.requestedAt(), run.analysisId());
    }

    static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(404, "No such analysis", "No analysis of this id has been asked for.");
    }
}
