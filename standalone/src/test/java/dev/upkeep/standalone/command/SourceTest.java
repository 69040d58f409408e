package dev.upkeep.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/a/b.git",
                "ssh://git@example.org/a/b",
                "git@example.org:a/b.git",
                "file:///srv/a"
            })
    void anAddressStaysAsItIs(String address) {
        assertThat(Source.of(address)).isEqualTo(address);
    }

    @Test
    void aFolderBecomesItsRealPath() throws IOException {
        Path real = Files.createDirectory(folder.toRealPath().resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);

        assertThat(Source.of(link + "/.")).isEqualTo(real.toString());
    }

    @Test
    void aFileIsNoRepository() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Source.of(file.toString())).hasMessageContaining("a file");
    }

    @Test
    void whatIsNotThereIsSaidToBeMissing() {
        assertThatThrownBy(() -> Source.of("no/such/place"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("no/such/place: no such folder");
    }
}
