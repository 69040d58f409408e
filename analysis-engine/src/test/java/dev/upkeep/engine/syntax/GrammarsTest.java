package dev.upkeep.engine.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.upkeep.engine.source.Language;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A grammar that the build compiled reads what the published one reads, which stands in where it does not load. */
class GrammarsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"RUST,rust", "JAVASCRIPT,javascript", "TYPESCRIPT,typescript", "TSX,tsx"})
    void theCompiledAndThePublishedReadTheSame(Language language, String name)
            throws UnusableLibraryException, IOException {
        ShippedLibraries whole = new ShippedLibraries(Files.createDirectory(folder.resolve("whole")));
        ShippedLibraries damaged = new ShippedLibraries(Files.createDirectory(folder.resolve("damaged")));
        assumeThat(whole.isCompiled("tree-sitter-" + name)).isTrue();
        Path library = damaged.extractCompiled("tree-sitter-" + name);
        Files.write(library, new byte[(int) Files.size(library)]);

        assertThat(kinds(damaged, language)).hasSizeGreaterThan(10).isEqualTo(kinds(whole, language));
    }

    private static List<String> kinds(ShippedLibraries libraries, Language language) throws UnusableLibraryException {
        CoreLibrary core = CoreLibrary.in(libraries.load(libraries.extract("tree-sitter"), Arena.global()));
        try (Parser parser = new Parser(core, new Grammars(core, libraries), ParseLimits.DEFAULT)) {
            SyntaxTree tree = ((ParseOutcome.Parsed) parser.parse(Snippets.of(language), language)).tree();
            return IntStream.range(0, tree.size())
                    .mapToObj(index -> tree.kind(index) + " " + tree.start(index) + "-" + tree.end(index))
                    .toList();
        }
    }
}
