package dev.upkeep.engine.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.upkeep.engine.source.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is compiled reads the same nodes as the published parser and a cursor, also in sources cut short anywhere. */
class CompiledReaderTest {

    private static final int CUTS = 60;

    /** Its tree takes more than the memory that a reader keeps. */
    private static final int LARGE = 400_000;

    @TestFactory
    Stream<DynamicTest> bothWaysSeeTheSame() throws UnusableLibraryException {
        ShippedLibraries libraries = ShippedLibraries.inTemporaryFolder();
        assumeThat(libraries.isCompiled("tree-sitter")).isTrue();
        NativeCore compiled = NativeCore.select(Optional.of(libraries.extractCompiled("tree-sitter")), List.of());
        NativeCore shipped = NativeCore.select(Optional.of(libraries.extract("tree-sitter")), List.of());
        return Snippets.languages().stream()
                .map(language ->
                        DynamicTest.dynamicTest(language.displayName(), () -> same(compiled, shipped, language)));
    }

    private static void same(NativeCore compiled, NativeCore shipped, Language language) {
        byte[] whole = Snippets.of(language);
        try (Parser one = compiled.open(ParseLimits.DEFAULT);
                Parser other = shipped.open(ParseLimits.DEFAULT)) {
            for (int cut = 0; cut <= CUTS; cut++) {
                byte[] source = Arrays.copyOf(whole, whole.length * cut / CUTS);
                assertThat(nodes(one, source, language)).isEqualTo(nodes(other, source, language));
            }
            byte[] large = repeated(whole, LARGE);
            List<List<Object>> seen = nodes(one, large, language);
            // The published parser dies of so many here-documents that never end.
            if (language != Language.SHELL) {
                assertThat(seen).isEqualTo(nodes(other, large, language));
            }
            assertThat(nodes(one, whole, language)).isEqualTo(nodes(other, whole, language));
        }
    }

    private static byte[] repeated(byte[] part, int size) {
        byte[] whole = new byte[size];
        for (int at = 0; at < size; at++) {
            whole[at] = part[at % part.length];
        }
        return whole;
    }

    private static List<List<Object>> nodes(Parser parser, byte[] source, Language language) {
        SyntaxTree tree = ((ParseOutcome.Parsed) parser.parse(source, language)).tree();
        return IntStream.range(0, tree.size())
                .mapToObj(index -> List.<Object>of(
                        tree.kind(index),
                        tree.field(index),
                        tree.missing(index),
                        tree.start(index),
                        tree.end(index),
                        tree.subtreeEnd(index),
                        tree.parent(index)))
                .toList();
    }
}
