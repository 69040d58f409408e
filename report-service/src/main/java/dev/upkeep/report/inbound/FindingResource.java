package dev.upkeep.report.inbound;

import dev.upkeep.report.domain.Finding;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The findings of the report that stands for a repository. */
@Path("/api/v1/repositories/{id}/findings")
public class FindingResource {

    private final ReportAnswers answers;

    FindingResource(ReportAnswers answers) {
        this.answers = answers;
    }

    /**
     * Findings, worst first, that match every filter that is given. The cursor names the report that the first page was
     * read from, so that a new report in between neither repeats nor drops findings.
     */
    @GET
    public Uni<Response> findings(
            @RestPath String id,
            @BeanParam FindingFilter filter,
            @QueryParam("limit") @DefaultValue(PageView.DEFAULT_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        int most = PageView.limit(limit);
        Optional<Cursor> at = Optional.ofNullable(cursor).map(text -> Cursor.parse(text, 2));
        Uni<UUID> analysis = at.map(from -> Uni.createFrom().item(from.id(0))).orElseGet(() -> answers.current(id));
        int start = at.map(from -> from.number(1)).orElse(0);
        return analysis.chain(answers::report)
                .map(report -> page(
                        report.analysis().id(),
                        report.findings().stream().filter(filter::matches).toList(),
                        start,
                        most))
                .map(page -> page.response(uri));
    }

    private static PageView<Finding> page(UUID analysis, List<Finding> matching, int start, int most) {
        List<Integer> places = IntStream.range(Math.clamp(start, 0, matching.size()), matching.size())
                .limit(most + 1L)
                .boxed()
                .toList();
        return PageView.of(places, most, matching::get, place -> Cursor.at(analysis, place + 1));
    }
}
