package dev.upkeep.ingest.application;

import dev.upkeep.events.EventIds;
import dev.upkeep.events.RepositoryChanged;
import dev.upkeep.events.RepositoryRef;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody asked for a repository to be read now. */
@ApplicationScoped
public class RequestScan {

    private final ChangeLog changes;
    private final Clock clock;

    RequestScan(ChangeLog changes, Clock clock) {
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Publishes the request.
     *
     * @return the id of the analysis to come, once the broker has acknowledged
     */
    public Uni<UUID> request(Scan scan) {
        Instant now = clock.instant();
        UUID analysisId = scan.id(now);
        return changes.append(new RepositoryChanged(
                        analysisId,
                        scan.repository(),
                        scan.ref(),
                        null,
                        null,
                        RepositoryChanged.Trigger.SCAN,
                        scan.configuration(),
                        now))
                .replaceWith(analysisId);
    }

    /**
     * What is asked for.
     *
     * @param configuration the text of an {@code .upkeep.yaml} that replaces the repository's own; null for its own
     * @param idempotencyKey asked again with the same key, the same scan is the same analysis
     */
    public record Scan(
            RepositoryRef repository, String ref, @Nullable String configuration, Optional<String> idempotencyKey) {

        /** Without a key the moment tells requests apart: two in the same microsecond ask for the same anyway. */
        UUID id(Instant now) {
            String occasion = idempotencyKey.map(key -> "key " + key).orElse("at " + now);
            String settings = configuration == null ? "own" : "given " + configuration;
            return EventIds.of("scan", repository.cloneUrl(), ref, settings, occasion);
        }
    }
}
