package dev.upkeep.engine.syntax;

import static java.lang.foreign.ValueLayout.ADDRESS;

import dev.upkeep.engine.source.Language;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The grammars, each loaded when the first file of its language comes. Safe to share. */
final class Grammars {

    private static final Logger LOG = System.getLogger(Grammars.class.getName());
    private static final MethodHandle LANGUAGE = CoreLibrary.call(FunctionDescriptor.of(ADDRESS));

    private static final Map<Language, String> NAMES = Map.ofEntries(
            Map.entry(Language.RUST, "rust"),
            Map.entry(Language.TYPESCRIPT, "typescript"),
            Map.entry(Language.TSX, "tsx"),
            Map.entry(Language.JAVASCRIPT, "javascript"),
            Map.entry(Language.PYTHON, "python"),
            Map.entry(Language.GO, "go"),
            Map.entry(Language.JAVA, "java"),
            Map.entry(Language.SHELL, "bash"),
            Map.entry(Language.HTML, "html"),
            Map.entry(Language.CSS, "css"),
            Map.entry(Language.JSON, "json"));

    private final CoreLibrary core;
    private final ShippedLibraries libraries;
    private final Map<Language, Grammar> loaded = new ConcurrentHashMap<>();

    Grammars(CoreLibrary core, ShippedLibraries libraries) {
        this.core = core;
        this.libraries = libraries;
    }

    /** @throws UnusableLibraryException when this platform or language has none, or it cannot be loaded */
    Grammar of(Language language) throws UnusableLibraryException {
        Grammar known = loaded.get(language);
        return known != null ? known : load(language);
    }

    private synchronized Grammar load(Language language) throws UnusableLibraryException {
        Grammar known = loaded.get(language);
        if (known != null) {
            return known;
        }
        String name = NAMES.get(language);
        if (name == null) {
            throw new UnusableLibraryException("there is no grammar for " + language.displayName());
        }
        SymbolLookup library = library("tree-sitter-" + name);
        MemorySegment entry = library.find("tree_sitter_" + name)
                .orElseThrow(() -> new UnusableLibraryException("it has no function tree_sitter_" + name));
        MemorySegment address = CoreLibrary.checked(() -> (MemorySegment) LANGUAGE.invokeExact(entry));
        Grammar grammar = Grammar.of(language, address, core);
        loaded.put(language, grammar);
        return grammar;
    }

    /** What the build compiled is the same grammar, and a tenth faster; on an older system it may not load. */
    private SymbolLookup library(String name) throws UnusableLibraryException {
        if (libraries.isCompiled(name)) {
            try {
                return libraries.load(libraries.extractCompiled(name), Arena.global());
            } catch (UnusableLibraryException unusable) {
                LOG.log(Level.WARNING, "The published {0} is used: {1}", name, unusable.getMessage());
            }
        }
        return libraries.load(libraries.extract(name), Arena.global());
    }
}
