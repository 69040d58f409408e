package dev.upkeep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A machine-written file that is reviewed like code: compared, or rewritten with {@code -Dsnapshots=update}. */
public record Snapshot(Path file) {

    public static Snapshot of(Path file) {
        return new Snapshot(file);
    }

    public void matches(String actual) throws IOException {
        if ("update".equals(System.getProperty("snapshots"))) {
            Files.writeString(file, actual);
        }
        assertThat(file).exists();
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}
