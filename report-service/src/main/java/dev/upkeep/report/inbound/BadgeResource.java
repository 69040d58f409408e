package dev.upkeep.report.inbound;

import dev.upkeep.platform.http.ProblemException;
import dev.upkeep.report.application.ReportArchive;
import dev.upkeep.report.application.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestPath;

/** The state of a repository in one word, for its front page. */
@Path("/api/v1/repositories/{id}")
public class BadgeResource {

    private final Transactions transactions;
    private final ReportArchive archive;
    private final ReportAnswers answers;

    BadgeResource(Transactions transactions, ReportArchive archive, ReportAnswers answers) {
        this.transactions = transactions;
        this.archive = archive;
        this.answers = answers;
    }

    /** As an image. */
    @GET
    @Path("/badge.svg")
    public Uni<Response> image(@RestPath String id) {
        return badge(id)
                .map(badge -> Response.ok(badge.svg())
                        .header(HttpHeaders.CONTENT_TYPE, "image/svg+xml")
                        .header(HttpHeaders.CACHE_CONTROL, "max-age=" + Badge.CACHE_SECONDS)
                        .build());
    }

    /** As shields.io reads it. */
    @GET
    @Path("/badge.json")
    public Uni<Badge> badge(@RestPath String id) {
        return answers.current(id)
                .chain(analysis -> transactions.inOne(() -> archive.entry(analysis)))
                .map(entry -> Badge.of(entry.orElseThrow(
                        () -> new ProblemException(404, "No report", "No report of this repository is kept."))));
    }
}
