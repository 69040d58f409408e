package dev.upkeep.engine.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.upkeep.engine.source.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class NativeCoreTest {

    @TempDir
    private Path folder;

    /** Which of the two depends on whether this machine has a compiler. */
    private static final String OURS =
            "the library that the build compiled|the shipped library, io\\.github\\.bonede:tree-sitter [0-9]+\\.[0-9.]+";

    @Test
    void withoutAnyOtherOursIsTaken() {
        assertThat(NativeCore.select(Optional.empty(), List.of()).description()).matches(OURS);
    }

    @Test
    void whatTheBuildCompiledIsPreferredToTheUnoptimisedOne() throws UnusableLibraryException {
        assumeThat(ShippedLibraries.inTemporaryFolder().isCompiled("tree-sitter"))
                .isTrue();

        assertThat(NativeCore.select(Optional.empty(), List.of()).description())
                .isEqualTo("the library that the build compiled");
    }

    /** Otherwise a mistake in our own part of it would only make everything slow. */
    @Test
    void aCompilerThatMakesGrammarsMakesTheCoreToo() throws UnusableLibraryException {
        ShippedLibraries libraries = ShippedLibraries.inTemporaryFolder();
        assumeThat(Path.of("target/native/tree-sitter/package")).exists();
        assumeThat(libraries.isCompiled("tree-sitter-rust")).isTrue();

        assertThat(libraries.isCompiled("tree-sitter")).isTrue();
    }

    @Test
    void aConfiguredFileIsPreferred() throws UnusableLibraryException {
        Path file = ShippedLibraries.inTemporaryFolder().extract("tree-sitter");

        assertThat(NativeCore.select(Optional.of(file), List.of()).description())
                .isEqualTo("the configured library " + file);
    }

    @Test
    void aFileThatIsNoLibraryIsPassedOver() throws IOException {
        Path text = Files.writeString(folder.resolve("core.so"), "not a library");

        assertThat(NativeCore.select(Optional.of(text), List.of()).description())
                .matches(OURS);
        assertThat(NativeCore.select(Optional.of(folder.resolve("absent.so")), List.of())
                        .description())
                .matches(OURS);
    }

    @Test
    void anotherLibraryIsPassedOver() throws UnusableLibraryException {
        Path grammar = ShippedLibraries.inTemporaryFolder().extract("tree-sitter-json");

        assertThat(NativeCore.select(Optional.of(grammar), List.of()).description())
                .matches(OURS);
    }

    @Test
    void aSystemLibraryIsPreferredToTheShippedOne() throws IOException, UnusableLibraryException {
        Path core = ShippedLibraries.inTemporaryFolder().extract("tree-sitter");
        Files.writeString(folder.resolve("libtree-sitter.so.0.99"), "not a library");
        Path good = Files.copy(core, folder.resolve("libtree-sitter.so.0.26"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(folder.resolve("libtree-sitter-rust.so"), "not looked at");

        assertThat(NativeCore.select(Optional.empty(), List.of(folder.resolve("absent"), folder))
                        .description())
                .isEqualTo("the system library " + good);
    }

    @Test
    void aLibraryIsUnpackedOnceAndMendedIfItIsCutShort() throws IOException, UnusableLibraryException {
        ShippedLibraries libraries = new ShippedLibraries(folder);
        Path first = libraries.extract("tree-sitter-json");
        byte[] content = Files.readAllBytes(first);
        Files.write(first, new byte[10]);

        assertThat(libraries.extract("tree-sitter-json")).isEqualTo(first).hasBinaryContent(content);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(first);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyGrammarIsAcceptedByWhatPassedTheCheck() {
        Parsers parsers = Parsers.load();
        return Snippets.languages().stream()
                .map(language -> DynamicTest.dynamicTest(language.displayName(), () -> accepted(parsers, language)));
    }

    private static void accepted(Parsers parsers, Language language) {
        try (Parser parser = parsers.open(ParseLimits.DEFAULT)) {
            assertThat(parser.parse(Snippets.of(language), language)).isInstanceOf(ParseOutcome.Parsed.class);
        }
        assertThat(parsers.symbols(language)).isPresent();
    }
}
