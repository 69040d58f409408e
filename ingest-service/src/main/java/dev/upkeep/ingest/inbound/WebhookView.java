package dev.upkeep.ingest.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a forge shows in its list of deliveries.
 *
 * @param status {@code accepted}, {@code ignored} or {@code pong}
 * @param analysisId under which the analysis will be found; null where there will be none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WebhookView(String status, @Nullable UUID analysisId) {

    static final WebhookView PONG = new WebhookView("pong", null);
    static final WebhookView IGNORED = new WebhookView("ignored", null);

    static WebhookView accepted(UUID changeId) {
        return new WebhookView("accepted", changeId);
    }
}
