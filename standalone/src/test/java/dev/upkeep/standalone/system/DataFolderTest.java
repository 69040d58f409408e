package dev.upkeep.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upkeep.standalone.infrastructure.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path folder;

    @Test
    void theOptionWinsOverTheEnvironmentAndThatOverTheUsualPlace() {
        Map<String, String> environment = Map.of("UPKEEP_DATA", "/environment");

        assertThat(DataFolder.of(Optional.of(Path.of("/option")), environment).folder())
                .isEqualTo(Path.of("/option"));
        assertThat(DataFolder.of(Optional.empty(), environment).folder()).isEqualTo(Path.of("/environment"));
        assertThat(DataFolder.of(Optional.empty(), Map.of("HOME", "/home/me")).folder())
                .isEqualTo(Path.of("/home/me/.local/share/upkeep"));
    }

    @Test
    void onlyItsOwnerReadsIt() throws IOException {
        DataFolder data = new DataFolder(folder.resolve("new/data"));

        data.prepare();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.folder())))
                .isEqualTo("rwx------");
        assertThat(data.logs()).isDirectory();
    }

    @Test
    void aFileInItsPlaceIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> new DataFolder(file).prepare())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void itHasOneOwner() throws IOException {
        DataFolder data = new DataFolder(folder);

        try (var lock = data.tryOwn().orElseThrow().acquiredBy()) {
            assertThat(lock.isOpen()).isTrue();
            assertThatThrownBy(data::tryOwn).isInstanceOf(java.nio.channels.OverlappingFileLockException.class);
        }
        assertThat(data.tryOwn()).isPresent();
    }
}
