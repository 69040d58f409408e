package dev.upkeep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that say what came out when somebody last looked; {@code -Dsnapshots=update} writes them again. */
public final class Snapshot {

    private static final Path FOLDER = Path.of("src/test/snapshots");

    private Snapshot() {}

    /** Compares, or writes where the snapshots are being updated. */
    public static void matches(String name, String actual) {
        Path file = FOLDER.resolve(name);
        try {
            if ("update".equals(System.getProperty("snapshots"))) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, actual);
            }
            assertThat(file)
                    .as("run with -Dsnapshots=update and review the difference")
                    .exists();
            assertThat(actual).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
