package dev.upkeep.report.inbound;

import dev.upkeep.platform.http.ProblemException;
import dev.upkeep.report.application.DeadLetters;
import dev.upkeep.report.domain.DeadLetter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestPath;

/** What consumers could not handle, and a second chance for it. */
@Path("/api/v1/dead-letters")
public class DeadLetterResource {

    private final DeadLetters letters;

    DeadLetterResource(DeadLetters letters) {
        this.letters = letters;
    }

    /** The latest of every consumer group. */
    @GET
    public Uni<PageView<DeadLetter>> list(@QueryParam("limit") @DefaultValue(PageView.DEFAULT_LIMIT) int limit) {
        return letters.list(PageView.limit(limit)).map(all -> new PageView<>(all, null));
    }

    /** Says it again where it came from; 202 when the broker has it. */
    @POST
    @Path("/{id}/replay")
    public Uni<Response> replay(@RestPath String id) {
        return letters.replay(id).map(replayed -> {
            if (!replayed) {
                throw new ProblemException(404, "No such dead letter", "There is none of this id, or it is too old.");
            }
            return Response.accepted().build();
        });
    }
}
