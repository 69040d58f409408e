package dev.upkeep.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that the machine writes and people review. {@code -Dsnapshots=update} rewrites; otherwise it is compared. */
final class Snapshot {

    private final Path file;

    Snapshot(Path file) {
        this.file = file;
    }

    static boolean updating() {
        return "update".equals(System.getProperty("snapshots"));
    }

    void matches(String actual) {
        try {
            if (updating()) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            assertThat(file)
                    .as("run with -Dsnapshots=update and review the change")
                    .exists();
            assertThat(actual)
                    .as("%s; if the change is meant, run with -Dsnapshots=update and review it", file)
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
