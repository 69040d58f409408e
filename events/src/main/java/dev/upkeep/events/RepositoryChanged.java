package dev.upkeep.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A repository has new content to read: a push, a scan request, a sweep.
 *
 * @param changeId deterministic over (provider, delivery), so that a redelivery is recognised; it is also the
 *     {@code analysisId} of all that follows from it
 * @param ref the full ref name ({@code refs/heads/main}, {@code refs/tags/v1}), a commit id, or {@code HEAD}
 * @param before the commit before a push; null when unknown
 * @param after the commit to read; null means: whatever {@code ref} points at when it is read
 * @param trigger why it is read
 * @param configuration the text of an {@code .upkeep.yaml} that replaces the repository's own; null for its own
 * @param occurredAt when ingest accepted it
 */
public record RepositoryChanged(
        UUID changeId,
        RepositoryRef repository,
        String ref,
        @Nullable String before,
        @Nullable String after,
        Trigger trigger,
        @Nullable String configuration,
        Instant occurredAt)
        implements RepositoryEvent {

    /** Why a repository is read. */
    public enum Trigger {
        PUSH,
        SCAN,
        SWEEP
    }

    @Override
    public String repositoryId() {
        return repository.id();
    }
}
