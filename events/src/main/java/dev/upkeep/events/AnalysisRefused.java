package dev.upkeep.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer is no, and why: nothing of this analysis will follow.
 *
 * @param reason the kind, for scripts
 * @param detail what happened and what to do, for people
 */
public record AnalysisRefused(
        UUID analysisId,
        RepositoryRef repository,
        String ref,
        Reason reason,
        String detail,
        Instant refusedAt,
        @Nullable String traceId)
        implements AnalysisEvent {

    /** The kinds of refusal. */
    public enum Reason {
        NOT_FOUND,
        NOT_A_REPOSITORY,
        EMPTY_REPOSITORY,
        UNKNOWN_REF,
        CREDENTIALS_NEEDED,
        ADDRESS_NOT_ALLOWED,
        HOST_UNREACHABLE,
        TOO_LARGE,
        TOO_SLOW,
        INVALID_CONFIGURATION,
        SUPERSEDED,
        INTERNAL_ERROR
    }

    @Override
    public String repositoryId() {
        return repository.id();
    }
}
