package dev.upkeep.ingest.domain;

import dev.upkeep.events.RepositoryChanged;
import dev.upkeep.events.RepositoryEvent;
import dev.upkeep.events.RepositoryRef;
import dev.upkeep.events.RepositoryRemoved;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a forge says happened to one ref.
 *
 * @param ref the full name, {@code refs/heads/…} or {@code refs/tags/…}
 * @param before the commit before; null for a new ref
 * @param after the commit now; null for a deleted ref
 */
public record Push(
        RepositoryRef repository,
        String ref,
        @Nullable String before,
        @Nullable String after) {

    /** The push as forges write it: a missing commit is an object id of zeros. */
    public static Push of(RepositoryRef repository, String ref, String before, String after) {
        return new Push(repository, ref, commitOrNull(before), commitOrNull(after));
    }

    /**
     * The fact that it amounts to.
     *
     * @param changeId deterministic over the delivery
     */
    public RepositoryEvent toEvent(UUID changeId, Instant occurredAt) {
        if (after == null) {
            return new RepositoryRemoved(changeId, repository, ref, occurredAt);
        }
        return new RepositoryChanged(
                changeId, repository, ref, before, after, RepositoryChanged.Trigger.PUSH, null, occurredAt);
    }

    private static @Nullable String commitOrNull(String objectId) {
        return objectId.chars().allMatch(digit -> digit == '0') ? null : objectId;
    }
}
