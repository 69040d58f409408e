package dev.upkeep.engine.source;

import java.io.IOException;
import java.util.List;

/** A repository at one commit, or a folder as it is. Safe for use by several threads. */
public interface SourceTree {

    /** All entries, sorted by path. */
    List<SourceEntry> entries();

    /**
     * The content of a readable entry.
     *
     * @throws IOException where the store fails; the file is then skipped with that reason
     */
    byte[] read(SourceEntry entry) throws IOException;
}
