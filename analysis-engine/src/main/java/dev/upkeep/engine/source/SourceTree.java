package dev.upkeep.engine.source;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

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

    /**
     * What is written in a link, as text: nothing is followed. Empty for other entries, and where the store cannot tell.
     *
     * @throws IOException where the store fails
     */
    default Optional<String> target(SourceEntry link) throws IOException {
        return Optional.empty();
    }
}
