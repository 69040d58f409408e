package dev.upkeep.ingest.inbound;

import dev.upkeep.events.RepositoryRef;
import dev.upkeep.ingest.IngestConfig;
import dev.upkeep.ingest.application.RequestScan;
import dev.upkeep.ingest.domain.RefName;
import dev.upkeep.ingest.domain.Source;
import dev.upkeep.ingest.domain.SourceParser;
import dev.upkeep.platform.http.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Requests for scans. */
@Path("/api/v1/scans")
public class ScanResource {

    private static final int LONGEST_CONFIGURATION = 64 * 1024;
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final IngestConfig config;
    private final RequestScan requestScan;

    ScanResource(IngestConfig config, RequestScan requestScan) {
        this.config = config;
        this.requestScan = requestScan;
    }

    /** Asks for a repository to be read now. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Asks for a repository to be read now",
            description = "Asked again with the same Idempotency-Key and body, it is the same analysis.")
    @APIResponse(responseCode = "202", description = "The request is safe; Location shows its progress")
    @APIResponse(responseCode = "400", description = "The request names nothing that may be read")
    @APIResponse(responseCode = "413", description = "The body is too large")
    @APIResponse(responseCode = "415", description = "The body is not application/json")
    @APIResponse(responseCode = "503", description = "The broker does not answer")
    public Uni<RestResponse<ScanView>> request(
            @HeaderParam("Idempotency-Key") @Nullable String key, @Nullable ScanRequestView request) {
        if (request == null) {
            throw ProblemException.invalid("", "The body is empty: give at least {\"source\": \"…\"}.");
        }
        RepositoryRef repository = repository(request.source());
        RequestScan.Scan scan = new RequestScan.Scan(
                repository, ref(request.ref()), configuration(request.configuration()), idempotencyKey(key));
        return requestScan.request(scan).map(analysisId -> {
            ScanView view = ScanView.of(analysisId, repository.id(), config.reportUrl());
            return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, view)
                    .location(URI.create(view.links().analysis()))
                    .build();
        });
    }

    private RepositoryRef repository(@Nullable String source) {
        return switch (SourceParser.parse(source == null ? "" : source)) {
            case Source.Address address -> address.repository();
            case Source.Folder folder when config.allowLocalSources() -> folder.repository();
            case Source.Folder _ ->
                throw ProblemException.invalid(
                        "/source",
                        "This installation reads no local folders: give the address of a repository, or set"
                                + " upkeep.ingest.allow-local-sources.");
            case Source.Refused(String reason) -> throw ProblemException.invalid("/source", reason);
        };
    }

    private static String ref(@Nullable String given) {
        String ref = given == null || given.isBlank() ? "HEAD" : given;
        RefName.problem(ref).ifPresent(problem -> {
            throw ProblemException.invalid("/ref", problem);
        });
        return ref;
    }

    private static @Nullable String configuration(@Nullable String given) {
        if (given != null && given.getBytes(StandardCharsets.UTF_8).length > LONGEST_CONFIGURATION) {
            throw ProblemException.invalid("/configuration", "A configuration has at most 64 KiB.");
        }
        return given;
    }

    private static Optional<String> idempotencyKey(@Nullable String key) {
        if (key != null && !KEY.matcher(key).matches()) {
            throw ProblemException.invalid("Idempotency-Key", "A key has 1 to 200 visible ASCII characters.");
        }
        return Optional.ofNullable(key);
    }
}
