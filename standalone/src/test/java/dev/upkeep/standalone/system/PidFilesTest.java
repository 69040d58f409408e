package dev.upkeep.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFilesTest {

    @TempDir
    private Path folder;

    @Test
    void whatAKilledLauncherLeftIsEnded() throws IOException, InterruptedException {
        Process left = new ProcessBuilder("sleep", "60").start();
        PidFiles pids = new PidFiles(folder);
        pids.write("report", left.toHandle());

        assertThat(pids.endStale()).containsExactly("report");

        assertThat(left.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aStrangerWithTheSameNumberIsLeftAlone() throws IOException, InterruptedException {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        Files.writeString(folder.resolve("report"), stranger.pid() + " 1");

        assertThat(new PidFiles(folder).endStale()).isEmpty();

        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly();
    }

    @Test
    void garbageIsClearedAway() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("report"), "not a number");

        assertThat(new PidFiles(folder).endStale()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }
}
