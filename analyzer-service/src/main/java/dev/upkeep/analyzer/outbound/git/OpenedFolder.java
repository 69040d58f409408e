package dev.upkeep.analyzer.outbound.git;

import dev.upkeep.analyzer.application.OpenedRepository;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.SourceTree;
import dev.upkeep.events.CommitRef;

/** A folder without Git: it has files, but no past. */
record OpenedFolder(CommitRef commit, SourceTree tree) implements OpenedRepository {

    @Override
    public History history() {
        return new History.Unknown("the folder is not a Git repository");
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
