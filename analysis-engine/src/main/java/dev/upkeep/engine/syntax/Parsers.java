package dev.upkeep.engine.syntax;

import dev.upkeep.engine.source.Language;
import java.util.Optional;

/** Where parsers come from: one native core and its grammars, chosen once for the process. Safe to share. */
public final class Parsers {

    private final NativeCore core;

    private Parsers(NativeCore core) {
        this.core = core;
    }

    /**
     * Chooses the native core; see {@link NativeCore}.
     *
     * @throws IllegalStateException when this platform has none
     */
    public static Parsers load() {
        return with(NativeCore.select());
    }

    static Parsers with(NativeCore core) {
        return new Parsers(core);
    }

    /** A new parser of the calling thread, which closes it. */
    public Parser open(ParseLimits limits) {
        return core.open(limits);
    }

    /** What the nodes of a language are called; empty if it has no usable grammar. */
    public Optional<Symbols> symbols(Language language) {
        try {
            return Optional.of(core.grammars().of(language).symbols());
        } catch (UnusableLibraryException none) {
            return Optional.empty();
        }
    }

    public NativeCore core() {
        return core;
    }
}
