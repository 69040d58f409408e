package dev.upkeep.engine.syntax;

import java.time.Duration;

/** Turns the bytes of one file into a tree through one native core. Used by the one thread of its {@link Parser}. */
sealed interface TreeReader extends AutoCloseable permits CompiledReader, PublishedReader {

    /**
     * Nothing native is kept of the file.
     *
     * @param source what the tree is of
     * @param readable what the grammar reads instead, as long as the source
     * @throws UnusableLibraryException where the core does not accept the grammar
     */
    ParseOutcome read(byte[] source, byte[] readable, Grammar grammar, Duration limit) throws UnusableLibraryException;

    @Override
    void close();

    /** The fastest that a core offers. */
    static TreeReader of(CoreLibrary core) {
        return CompiledReader.isIn(core) ? new CompiledReader(core) : new PublishedReader(core);
    }

    /** Of a core that refuses a grammar. */
    static UnusableLibraryException refused() {
        return new UnusableLibraryException("the parser does not accept its version");
    }

    /** Of a core that ended without a tree before its time was over. */
    static ParseOutcome gaveUp() {
        return new ParseOutcome.Failed("the parser gave up");
    }
}
