package dev.upkeep.engine.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.engine.source.Language;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The flat tree against an independent walk, and its own parts against each other, in every language. */
class FlatTreeTest {

    private static final Parsers PARSERS = Parsers.load();

    @TestFactory
    Stream<DynamicTest> aFlatTreeHasTheNodesOfTheNativeOne() {
        return everyLanguage(language -> {
            SyntaxTree tree = tree(language);
            List<PublishedBinding.Seen> seen = IntStream.range(0, tree.size())
                    .mapToObj(index -> seen(tree, index))
                    .toList();
            assertThat(seen).hasSizeGreaterThan(20).isEqualTo(PublishedBinding.walk(Snippets.of(language), language));
            assertThat(tree.hasError()).isTrue();
        });
    }

    @TestFactory
    Stream<DynamicTest> familyTiesAgreeWithEachOther() {
        return everyLanguage(language -> {
            SyntaxTree tree = tree(language);
            IntStream.range(0, tree.size()).forEach(index -> checkFamily(tree, index));
        });
    }

    @TestFactory
    Stream<DynamicTest> placesAgreeWithTheText() {
        return everyLanguage(language -> {
            SyntaxTree tree = tree(language);
            String source = new String(Snippets.of(language), StandardCharsets.UTF_8);
            assertThat(tree.lines()).isEqualTo((int) source.lines().count());
            for (int index = 0; index < tree.size(); index++) {
                assertThat(source).contains(tree.text(index));
                assertThat(tree.hasText(index, tree.text(index))).isTrue();
                assertThat(tree.hasText(index, tree.text(index) + "é")).isFalse();
                long breaks = tree.text(index)
                        .stripTrailing()
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
                assertThat(tree.endLine(index)).isGreaterThanOrEqualTo(tree.startLine(index) + (int) breaks);
            }
        });
    }

    private static void checkFamily(SyntaxTree tree, int index) {
        List<Integer> children = tree.children(index).boxed().toList();
        assertThat(children).allMatch(child -> tree.parent(child) == index);
        assertThat(children.stream()
                        .mapToInt(child -> 1 + (int) tree.descendants(child).count())
                        .sum())
                .isEqualTo((int) tree.descendants(index).count());
        for (int at = 0; at < children.size(); at++) {
            int child = children.get(at);
            assertThat(tree.previousSibling(child)).isEqualTo(at == 0 ? -1 : children.get(at - 1));
            assertThat(tree.nextSibling(child)).isEqualTo(at == children.size() - 1 ? -1 : children.get(at + 1));
        }
        for (String field : tree.symbols().fields()) {
            assertThat(tree.childByField(index, field))
                    .isEqualTo(children.stream()
                            .filter(child -> field.equals(field(tree, child)))
                            .findFirst()
                            .orElse(-1));
        }
    }

    private static PublishedBinding.Seen seen(SyntaxTree tree, int index) {
        int depth = (int) IntStream.iterate(tree.parent(index), at -> at >= 0, tree::parent)
                .count();
        return new PublishedBinding.Seen(
                tree.kind(index),
                tree.named(index),
                tree.missing(index),
                field(tree, index),
                tree.start(index),
                tree.end(index),
                tree.startLine(index),
                depth);
    }

    private static String field(SyntaxTree tree, int index) {
        return tree.field(index) == 0 ? "" : tree.symbols().fields().get(tree.field(index) - 1);
    }

    private static SyntaxTree tree(Language language) {
        try (Parser parser = PARSERS.open(ParseLimits.DEFAULT)) {
            return ((ParseOutcome.Parsed) parser.parse(Snippets.of(language), language)).tree();
        }
    }

    private static Stream<DynamicTest> everyLanguage(Consumer<Language> test) {
        return Snippets.languages().stream()
                .map(language -> DynamicTest.dynamicTest(language.displayName(), () -> test.accept(language)));
    }
}
