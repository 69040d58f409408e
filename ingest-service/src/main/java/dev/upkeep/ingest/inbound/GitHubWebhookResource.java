package dev.upkeep.ingest.inbound;

import dev.upkeep.ingest.IngestConfig;
import dev.upkeep.ingest.application.AcceptPush;
import dev.upkeep.ingest.application.AcceptRemoval;
import dev.upkeep.platform.http.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** GitHub's webhook: verified over the raw bytes, answered when the broker has the fact, never after the analysis. */
@Path("/webhooks/github")
public class GitHubWebhookResource {

    private static final String FORGE = "github";

    private final GitHubPayloads payloads = new GitHubPayloads();
    private final IngestConfig config;
    private final AcceptPush acceptPush;
    private final AcceptRemoval acceptRemoval;
    private final MeterRegistry meters;

    GitHubWebhookResource(
            IngestConfig config, AcceptPush acceptPush, AcceptRemoval acceptRemoval, MeterRegistry meters) {
        this.config = config;
        this.acceptPush = acceptPush;
        this.acceptRemoval = acceptRemoval;
        this.meters = meters;
    }

    /** Takes one delivery. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Takes a delivery of GitHub's webhook")
    @APIResponse(responseCode = "200", description = "A ping: the hook works")
    @APIResponse(responseCode = "202", description = "The delivery is safe, or nothing that Upkeep acts on")
    @APIResponse(responseCode = "400", description = "The body is not what GitHub sends")
    @APIResponse(responseCode = "401", description = "The signature is missing or wrong")
    @APIResponse(responseCode = "413", description = "The body is larger than GitHub sends")
    @APIResponse(responseCode = "415", description = "The hook's content type is not application/json")
    @APIResponse(responseCode = "503", description = "The broker does not answer, or no secret is configured")
    public Uni<RestResponse<WebhookView>> receive(
            @HeaderParam("X-GitHub-Event") @Nullable String event,
            @HeaderParam("X-GitHub-Delivery") @Nullable String delivery,
            @HeaderParam("X-Hub-Signature-256") @Nullable String signature,
            byte[] body) {
        verify(signature, body);
        if (event == null || delivery == null || delivery.isBlank()) {
            throw new ProblemException(
                    400, "Not a delivery of GitHub", "X-GitHub-Event and X-GitHub-Delivery are needed.");
        }
        return switch (payloads.read(event, body)) {
            case GitHubDelivery.Pushed(var push) ->
                acceptPush.accept(FORGE, delivery, push).map(changeId -> {
                    count("push", "accepted");
                    return accepted(WebhookView.accepted(changeId));
                });
            case GitHubDelivery.RepositoryDeleted(var repository) ->
                acceptRemoval.accept(FORGE, delivery, repository).map(changeId -> {
                    count("repository", "accepted");
                    return accepted(WebhookView.accepted(changeId));
                });
            case GitHubDelivery.Ping _ -> {
                count("ping", "answered");
                yield Uni.createFrom().item(RestResponse.ok(WebhookView.PONG));
            }
            case GitHubDelivery.Ignored _ -> {
                count("other", "ignored");
                yield Uni.createFrom().item(accepted(WebhookView.IGNORED));
            }
        };
    }

    private void verify(@Nullable String signature, byte[] body) {
        List<String> secrets = config.github().secrets();
        if (secrets.isEmpty()) {
            count("any", "unconfigured");
            throw new ProblemException(
                    503,
                    "The webhook is not configured",
                    "No secret is set, and unsigned deliveries are not accepted: set UPKEEP_INGEST_GITHUB_SECRET to the"
                            + " secret of the webhook.");
        }
        if (signature == null || !WebhookSignature.matches(signature, body, secrets)) {
            count("any", "unsigned");
            throw new ProblemException(
                    401,
                    "The signature is missing or wrong",
                    "X-Hub-Signature-256 must be the HMAC-SHA256 of the body under the secret of the webhook.");
        }
    }

    private static RestResponse<WebhookView> accepted(WebhookView view) {
        return RestResponse.status(RestResponse.Status.ACCEPTED, view);
    }

    private void count(String event, String outcome) {
        meters.counter("upkeep.webhooks.received", "forge", FORGE, "event", event, "outcome", outcome)
                .increment();
    }
}
