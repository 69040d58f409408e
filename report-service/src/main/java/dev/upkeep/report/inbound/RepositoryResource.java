package dev.upkeep.report.inbound;

import dev.upkeep.platform.http.ProblemException;
import dev.upkeep.report.application.ReportArchive;
import dev.upkeep.report.application.Transactions;
import dev.upkeep.report.domain.Recommendation;
import dev.upkeep.report.domain.ReportEntry;
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
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Repositories and the reports that stand for them. */
@Path("/api/v1/repositories")
public class RepositoryResource {

    private final Transactions transactions;
    private final ReportArchive archive;
    private final ReportAnswers answers;

    RepositoryResource(Transactions transactions, ReportArchive archive, ReportAnswers answers) {
        this.transactions = transactions;
        this.archive = archive;
        this.answers = answers;
    }

    /** All repositories that have a report, by name. */
    @GET
    public Uni<Response> repositories(
            @QueryParam("limit") @DefaultValue(PageView.DEFAULT_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        int most = PageView.limit(limit);
        Optional<Cursor> after = Optional.ofNullable(cursor).map(text -> Cursor.parse(text, 2));
        return transactions
                .inOne(() -> archive.currentEntries(
                        after.map(at -> at.string(0)).orElse(null),
                        after.map(at -> at.string(1)).orElse(null),
                        most + 1))
                .map(entries -> PageView.of(
                                entries,
                                most,
                                RepositoryView::of,
                                entry -> Cursor.at(
                                        entry.repository().name(),
                                        entry.repository().id()))
                        .response(uri));
    }

    /** One repository. */
    @GET
    @Path("/{id}")
    public Uni<RepositoryView> repository(@RestPath String id) {
        return answers.current(id)
                .chain(analysis -> transactions.inOne(() -> archive.entry(analysis)))
                .map(entry -> RepositoryView.of(entry.orElseThrow(RepositoryResource::unknown)));
    }

    /** The current report; the suffix names the format, else the {@code Accept} header. */
    @GET
    @Path("/{id}/report{suffix:(\\.[a-z0-9.]+)?}")
    public Uni<Response> report(
            @RestPath String id,
            @RestPath @Nullable String suffix,
            @Context HttpHeaders headers,
            @Context Request request) {
        return answers.current(id)
                .chain(analysis ->
                        answers.answer(analysis, ReportAnswers.format(suffix == null ? "" : suffix, headers), request));
    }

    /** What to do, as planned. */
    @GET
    @Path("/{id}/recommendations")
    public Uni<PageView<Recommendation>> recommendations(@RestPath String id) {
        return answers.current(id).chain(answers::report).map(report -> new PageView<>(report.recommendations(), null));
    }

    /** The reports that are kept, newest commit first. */
    @GET
    @Path("/{id}/analyses")
    public Uni<PageView<EntryView>> analyses(@RestPath String id) {
        return entries(id)
                .map(entries ->
                        new PageView<>(entries.stream().map(EntryView::of).toList(), null));
    }

    private Uni<List<ReportEntry>> entries(String id) {
        return transactions.inOne(() -> archive.entries(id, 500)).invoke(entries -> {
            if (entries.isEmpty()) {
                throw unknown();
            }
        });
    }

    private static ProblemException unknown() {
        return new ProblemException(404, "No such repository", "No report of a repository of this id is kept.");
    }
}
