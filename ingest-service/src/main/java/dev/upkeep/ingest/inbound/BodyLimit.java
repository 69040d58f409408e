package dev.upkeep.ingest.inbound;

import dev.upkeep.ingest.IngestConfig;
import dev.upkeep.platform.http.ProblemException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Refuses a body by its announced length, before it is read into memory. */
class BodyLimit {

    private final IngestConfig config;

    BodyLimit(IngestConfig config) {
        this.config = config;
    }

    @ServerRequestFilter(preMatching = true)
    void check(ContainerRequestContext request) {
        if (!request.getMethod().equals(HttpMethod.POST)) {
            return;
        }
        @Nullable String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            throw new ProblemException(411, "Length required", "Send the body with a Content-Length.");
        }
        if (Long.parseLong(length) > config.maxBodyBytes()) {
            throw new ProblemException(
                    413, "The body is too large", "At most " + config.maxBodyBytes() + " bytes are read.");
        }
    }
}
