package dev.upkeep.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.upkeep.platform.failure.TransientFailure;
import dev.upkeep.platform.telemetry.Tracing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** From whatever a resource throws to the problem that the caller reads. */
@ApplicationScoped
public class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    private static final int FIRST_ERROR = 400;
    private static final int RETRY_AFTER_SECONDS = 5;

    private final Tracing tracing;

    ProblemMapper(Tracing tracing) {
        this.tracing = tracing;
    }

    /** What a resource said itself. */
    @ServerExceptionMapper
    public Response problem(ProblemException problem, UriInfo uri) {
        return answer(problem.status(), problem.title(), problem.getMessage(), uri, problem.errors());
    }

    /** Later may be better. */
    @ServerExceptionMapper
    public Response unavailable(TransientFailure failure, UriInfo uri) {
        LOG.warnf(failure, "Answered 503: %s", failure.getMessage());
        return answer(503, "Not available now", failure.getMessage(), uri, List.of());
    }

    /** The body is no JSON of the expected form. */
    @ServerExceptionMapper
    public Response unreadable(JsonProcessingException failure, UriInfo uri) {
        return answer(400, "The body does not parse", failure.getOriginalMessage(), uri, List.of());
    }

    /** What JAX-RS decides before a resource is reached, such as 404, 405, 406, 415; redirections stay as they are. */
    @ServerExceptionMapper
    public Response refused(WebApplicationException failure, UriInfo uri) {
        if (failure.getCause() instanceof JsonProcessingException unreadable) {
            return unreadable(unreadable, uri);
        }
        if (failure.getResponse().hasEntity() || failure.getResponse().getStatus() < FIRST_ERROR) {
            return failure.getResponse();
        }
        Response.StatusType status = failure.getResponse().getStatusInfo();
        return answer(status.getStatusCode(), status.getReasonPhrase(), null, uri, List.of());
    }

    /** A defect: logged in full, told without details. */
    @ServerExceptionMapper
    public Response defect(Throwable failure, UriInfo uri) {
        LOG.errorf(failure, "Answered 500 to %s", uri.getPath());
        return answer(500, "Internal error", "The log has the details under this trace id.", uri, List.of());
    }

    private Response answer(
            int status, String title, @Nullable String detail, UriInfo uri, List<Problem.FieldError> errors) {
        Problem problem = new Problem(
                "about:blank",
                title,
                status,
                detail,
                uri.getPath(),
                tracing.current().id().orElse(null),
                errors);
        Response.ResponseBuilder response = Response.status(status)
                .type(MediaType.valueOf(Problem.MEDIA_TYPE))
                .entity(problem);
        if (status == 503) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return response.build();
    }
}
