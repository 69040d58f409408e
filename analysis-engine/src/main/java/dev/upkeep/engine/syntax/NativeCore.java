package dev.upkeep.engine.syntax;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The native parser in use: the first that loads, accepts the grammars and reads a small program as expected. Asked in
 * this order: the file that the system property {@value #PROPERTY} names, the system's own library, the one that the build
 * compiled, the shipped one. The shipped one is built without optimisation: any of the others is about 2.5 times as fast.
 */
public final class NativeCore {

    /** Names the file of a tree-sitter library, 0.25 or newer. */
    public static final String PROPERTY = "upkeep.tree-sitter.core";

    private static final String CORE = "tree-sitter";
    private static final Logger LOG = System.getLogger(NativeCore.class.getName());

    private static final List<Path> SYSTEM_FOLDERS = Stream.of(
                    "/usr/local/lib",
                    "/usr/lib/x86_64-linux-gnu",
                    "/usr/lib/aarch64-linux-gnu",
                    "/usr/lib64",
                    "/usr/lib",
                    "/opt/homebrew/lib")
            .map(Path::of)
            .toList();

    private final String description;
    private final CoreLibrary library;
    private final Grammars grammars;

    private NativeCore(String description, CoreLibrary library, Grammars grammars) {
        this.description = description;
        this.library = library;
        this.grammars = grammars;
    }

    /** @throws IllegalStateException when no library can be used on this platform; the message gives each reason */
    static NativeCore select() {
        return select(Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of), SYSTEM_FOLDERS);
    }

    static NativeCore select(Optional<Path> configured, List<Path> systemFolders) {
        List<String> refused = new ArrayList<>();
        try {
            ShippedLibraries shipped = ShippedLibraries.inTemporaryFolder();
            for (Candidate candidate : candidates(configured, systemFolders, shipped)) {
                Optional<NativeCore> core = tried(candidate, shipped, refused);
                if (core.isPresent()) {
                    LOG.log(Level.INFO, "The native parser is {0}", core.get().description());
                    return core.get();
                }
            }
        } catch (UnusableLibraryException noFolder) {
            refused.add(noFolder.getMessage());
        }
        throw new IllegalStateException("no native parser can be used: " + String.join("; ", refused));
    }

    /** Which library this is, where it came from and, where known, its version: one phrase for logs and reports. */
    public String description() {
        return description;
    }

    /** A new parser of the calling thread. */
    Parser open(ParseLimits limits) {
        return new Parser(library, grammars, limits);
    }

    Grammars grammars() {
        return grammars;
    }

    private static List<Candidate> candidates(
            Optional<Path> configured, List<Path> systemFolders, ShippedLibraries shipped) {
        return Stream.of(
                        configured.stream().map(file -> new Candidate("the configured library " + file, () -> file)),
                        systemFolders.stream()
                                .flatMap(NativeCore::librariesIn)
                                .map(file -> new Candidate("the system library " + file, () -> file)),
                        compiled(shipped),
                        Stream.of(new Candidate(
                                "the shipped library, io.github.bonede:tree-sitter " + shipped.version(CORE),
                                () -> shipped.extract(CORE))))
                .flatMap(candidates -> candidates)
                .toList();
    }

    private static Stream<Candidate> compiled(ShippedLibraries shipped) {
        return shipped.isCompiled(CORE)
                ? Stream.of(new Candidate("the library that the build compiled", () -> shipped.extractCompiled(CORE)))
                : Stream.empty();
    }

    /** The newest name first, so that a versioned file is preferred to a link of unknown age. */
    private static Stream<Path> librariesIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file ->
                            file.getFileName().toString().matches("libtree-sitter\\.(so|so\\.0\\.[0-9.]+|dylib)"))
                    .sorted(Comparator.reverseOrder())
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            LOG.log(Level.WARNING, "The folder " + folder + " cannot be listed", unreadable);
            return Stream.empty();
        }
    }

    private static Optional<NativeCore> tried(Candidate candidate, ShippedLibraries shipped, List<String> refused) {
        try {
            CoreLibrary library = CoreLibrary.in(shipped.load(candidate.file().get(), Arena.global()));
            NativeCore core = new NativeCore(candidate.description(), library, new Grammars(library, shipped));
            SelfCheck.run(core);
            return Optional.of(core);
        } catch (UnusableLibraryException unusable) {
            String reason = "%s cannot be used: %s".formatted(candidate.description(), unusable.getMessage());
            LOG.log(Level.WARNING, reason);
            refused.add(reason);
            return Optional.empty();
        }
    }

    private record Candidate(String description, LibraryFile file) {}

    @FunctionalInterface
    private interface LibraryFile {
        Path get() throws UnusableLibraryException;
    }
}
