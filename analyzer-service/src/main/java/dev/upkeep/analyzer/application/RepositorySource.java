package dev.upkeep.analyzer.application;

import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.events.RepositoryRef;
import org.jspecify.annotations.Nullable;

/** The way to the files and the past of a repository. Safe for several threads; calls block. */
public interface RepositorySource {

    /**
     * Brings the commit within reach and lists it. Nothing is checked out, nothing of the repository is executed, and a
     * local folder is never written to.
     *
     * @param ref a full or short ref name, a commit id, or {@code HEAD}
     * @param commit the id of the commit to read; null for whatever {@code ref} points at
     * @return the repository, to be closed by the caller, or the reason why it is not read
     * @throws dev.upkeep.platform.failure.TransientFailure where trying again later may help
     */
    Outcome<OpenedRepository> open(RepositoryRef repository, String ref, @Nullable String commit);

    /** Removes what is kept of a repository that is gone; a local folder itself is never touched. */
    void forget(RepositoryRef repository);
}
