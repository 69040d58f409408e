package dev.upkeep.analyzer.outbound.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.analyzer.application.OpenedRepository;
import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.InMemoryTree;
import dev.upkeep.engine.source.SourceEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.Constants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleRepositoryTest {

    @TempDir
    private Path folder;

    @Test
    void itHoldsTheFilesAndAHistory() throws Exception {
        InMemoryTree files = new InMemoryTree();
        IntStream.range(0, 100).forEach(number -> files.with("src/" + number + ".txt", bytes("text " + number)));

        ExampleRepository example = ExampleRepository.write(folder, files, TestLimits.WIDE, Clock.systemUTC());

        Outcome<OpenedRepository> outcome = example.source().open(example.reference(), Constants.HEAD, null);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        try (OpenedRepository opened = ((Outcome.Done<OpenedRepository>) outcome).value()) {
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

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
