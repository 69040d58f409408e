package dev.upkeep.analyzer.outbound.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.analyzer.application.OpenedRepository;
import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.InMemoryTree;
import dev.upkeep.engine.source.SourceEntry;
import dev.upkeep.events.RepositoryRef;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.Constants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleRepositoriesTest {

    @TempDir
    private Path folder;

    @Test
    void itHoldsTheFilesAndAHistory() throws Exception {
        InMemoryTree files = new InMemoryTree();
        IntStream.range(0, 100).forEach(number -> files.with("src/" + number + ".txt", bytes("text " + number)));

        ExampleRepositories examples = new ExampleRepositories(folder, TestLimits.WIDE, Clock.systemUTC());
        RepositoryRef example = examples.write("numbers", files);

        try (OpenedRepository opened = open(examples, example)) {
            assertThat(opened.tree().entries())
                    .extracting(SourceEntry::path)
                    .containsExactlyInAnyOrderElementsOf(
                            files.entries().stream().map(SourceEntry::path).toList());
            assertThat(opened.tree().read(opened.tree().entries().getFirst())).isEqualTo(bytes("text 0"));
            assertThat(opened.history())
                    .isInstanceOfSatisfying(
                            History.Known.class,
                            known -> assertThat(known.commits()).isEqualTo(8));
        }
    }

    @Test
    void theBranchOfABundleIsUnpacked() throws Exception {
        ExampleRepositories examples = new ExampleRepositories(folder, TestLimits.WIDE, Clock.systemUTC());
        RepositoryRef example;
        try (InputStream bundle =
                Objects.requireNonNull(ExampleRepositoriesTest.class.getResourceAsStream("/examples/fd.bundle"))) {
            example = examples.unpack("fd", bundle);
        }

        try (OpenedRepository opened = open(examples, example)) {
            assertThat(opened.tree().entries()).extracting(SourceEntry::path).contains("Cargo.toml", "src/main.rs");
        }
    }

    private static OpenedRepository open(ExampleRepositories examples, RepositoryRef example) {
        Outcome<OpenedRepository> outcome = examples.source().open(example, Constants.HEAD, null);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<OpenedRepository>) outcome).value();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
