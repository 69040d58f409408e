package dev.upkeep.analyzer.application;

import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.SourceTree;
import dev.upkeep.events.CommitRef;

/** One commit, ready to be read. */
public interface OpenedRepository extends AutoCloseable {

    /** What was found at the ref. */
    CommitRef commit();

    /** The files; readable until this is closed. */
    SourceTree tree();

    /** Reads the past; takes seconds for a long one. */
    History history();

    @Override
    void close();
}
