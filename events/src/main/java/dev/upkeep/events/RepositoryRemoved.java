package dev.upkeep.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A branch, or the whole repository, is gone.
 *
 * @param changeId deterministic over (provider, delivery)
 * @param ref the full name of the deleted ref; null when the repository itself is gone
 * @param occurredAt when ingest accepted it
 */
public record RepositoryRemoved(
        UUID changeId, RepositoryRef repository, @Nullable String ref, Instant occurredAt) implements RepositoryEvent {

    @Override
    public String repositoryId() {
        return repository.id();
    }
}
