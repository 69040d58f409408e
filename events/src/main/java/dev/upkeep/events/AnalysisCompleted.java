package dev.upkeep.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All of an analysis has been published.
 *
 * @param requestedAt when ingest accepted the change; breaks ties between analyses of one commit
 * @param parts how many {@link FindingsReported} belong to it; 0 where nothing was found
 * @param findings how many findings those parts hold together
 * @param budgetMinutes the hours that phase 1 may take, from the repository's configuration
 * @param rules the ids of the rules that were asked; null from an analyser that does not say
 */
public record AnalysisCompleted(
        UUID analysisId,
        RepositoryRef repository,
        CommitRef commit,
        Instant requestedAt,
        Instant startedAt,
        Instant completedAt,
        String rulesetVersion,
        int parts,
        int findings,
        int budgetMinutes,
        Coverage coverage,
        Metrics metrics,
        @Nullable String traceId,
        @Nullable List<String> rules)
        implements AnalysisEvent {

    @Override
    public String repositoryId() {
        return repository.id();
    }
}
