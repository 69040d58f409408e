package dev.upkeep.engine.syntax;

import dev.upkeep.engine.source.Language;

/**
 * Turns the bytes of one file into a tree, again and again. A parser belongs to the thread that opened it: every call
 * from another one is refused with {@link WrongThreadException}. The native tree is freed before {@link #parse} returns.
 */
public final class Parser implements AutoCloseable {

    private final Grammars grammars;
    private final ParseLimits limits;
    private final TreeReader reader;
    private boolean closed;

    Parser(CoreLibrary core, Grammars grammars, ParseLimits limits) {
        this.grammars = grammars;
        this.limits = limits;
        this.reader = TreeReader.of(core);
    }

    /** The tree keeps the array: the caller must not change it afterwards. Any bytes may come, text or not. */
    public ParseOutcome parse(byte[] source, Language language) {
        if (closed) {
            throw new IllegalStateException("this parser was closed");
        }
        if (source.length > limits.bytes()) {
            return new ParseOutcome.TooLarge(source.length, limits.bytes());
        }
        try {
            return reader.read(source, JsxText.readable(source, language), grammars.of(language), limits.time());
        } catch (UnusableLibraryException unusable) {
            return new ParseOutcome.Failed(
                    "the grammar of " + language.displayName() + " cannot be used: " + unusable.getMessage());
        }
    }

    @Override
    public void close() {
        if (!closed) {
            reader.close();
            closed = true;
        }
    }
}
