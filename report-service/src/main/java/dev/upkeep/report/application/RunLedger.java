package dev.upkeep.report.application;

import dev.upkeep.report.domain.Run;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All runs that were asked for. */
public interface RunLedger {

    /**
     * The run, locked until the transaction ends; entered where it is not there. So whatever is said of one analysis is
     * applied one after the other, whichever consumer hears it.
     */
    Uni<Run> take(Run asEntered);

    /** Writes a run that was taken in this transaction. */
    Uni<Void> save(Run run);

    /** The run. */
    Uni<Optional<Run>> find(UUID analysisId);

    /**
     * Runs, latest request first.
     *
     * @param repositoryId null for those of all repositories
     * @param after continue behind this one; null for the first page
     */
    Uni<List<Run>> list(@Nullable String repositoryId, @Nullable Position after, int limit);

    /** Runs that changed after a time, in the order of their changes. */
    Uni<List<Run>> changedSince(Instant time, int limit);

    /** Runs that were begun and have not ended, and of which nothing was heard since then; the most silent first. */
    Uni<List<Run>> silentSince(Instant time, int limit);

    /** Forgets the runs of a repository. */
    Uni<Void> forget(String repositoryId);

    /** A place in the list. */
    record Position(Instant requestedAt, UUID analysisId) {}
}
