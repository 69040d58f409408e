package dev.upkeep.standalone.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicDeclarationsTest {

    @TempDir
    private Path folder;

    @Test
    void oneMachineGetsNoMorePartitionsThanItsCap() throws IOException {
        Path file = Files.writeString(folder.resolve("topics.yaml"), """
                standalone: {partitions: 6}
                later: ignored
                topics:
                  - {name: wide, partitions: 24, retention-hours: 168, max-message-bytes: 262144}
                  - {name: narrow, partitions: 1, retention-hours: 1, max-message-bytes: 1000}
                """);

        TopicDeclarations declared = TopicDeclarations.read(file);

        assertThat(declared.topics())
                .extracting(TopicDeclarations.Declaration::name)
                .containsExactly("wide", "narrow");
        assertThat(declared.topics()).extracting(declared::partitionsOf).containsExactly(6, 1);
        assertThat(declared.topics().getFirst().retentionHours()).isEqualTo(168);
        assertThat(declared.topics().getFirst().maxMessageBytes()).isEqualTo(262_144);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> TopicDeclarations.read(folder.resolve("nowhere.yaml")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("nowhere.yaml");
    }

    @Test
    void anUnreadableFileIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("topics.yaml"), "topics: {");

        assertThatThrownBy(() -> TopicDeclarations.read(file))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("topics.yaml");
    }
}
