package dev.upkeep.analyzer.outbound.git;

import dev.upkeep.analyzer.application.OpenedRepository;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.SourceTree;
import dev.upkeep.events.CommitRef;
import dev.upkeep.platform.failure.TransientFailure;
import java.io.IOException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

/** A commit of a repository that stays open until this is closed. */
record OpenedCommit(Repository repository, RevCommit head, CommitRef commit, SourceTree tree, GitHistory past)
        implements OpenedRepository {

    @Override
    public History history() {
        try {
            return past.of(head);
        } catch (IOException e) {
            throw new TransientFailure("the history of " + commit.sha() + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
