package dev.upkeep.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An analyser has taken up a change.
 *
 * @param ref the ref that was asked for
 * @param traceId the trace that this analysis belongs to; null where tracing is off
 */
public record AnalysisStarted(
        UUID analysisId,
        RepositoryRef repository,
        String ref,
        Instant startedAt,
        @Nullable String traceId) implements AnalysisEvent {

    @Override
    public String repositoryId() {
        return repository.id();
    }
}
