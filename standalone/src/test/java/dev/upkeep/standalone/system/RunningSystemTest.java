package dev.upkeep.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningSystemTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsFound() throws IOException {
        RunningSystem running = of(ProcessHandle.current().pid(), ProcessStart.of(ProcessHandle.current()));

        running.write(new DataFolder(folder));

        assertThat(RunningSystem.find(new DataFolder(folder))).contains(running);
    }

    @Test
    void aKilledLauncherIsNotFound() throws IOException, InterruptedException {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();

        of(ended.pid(), "1").write(new DataFolder(folder));

        assertThat(RunningSystem.find(new DataFolder(folder))).isEmpty();
    }

    @Test
    void aNumberThatWentToAnotherProcessIsNotTakenForTheLauncher() throws IOException {
        of(ProcessHandle.current().pid(), "1").write(new DataFolder(folder));

        assertThat(RunningSystem.find(new DataFolder(folder))).isEmpty();
    }

    @Test
    void aBrokenFileMeansThatNothingRuns() throws IOException {
        Files.writeString(folder.resolve("running.json"), "{");

        assertThat(RunningSystem.find(new DataFolder(folder))).isEmpty();
    }

    private static RunningSystem of(long pid, String processStart) {
        return new RunningSystem(
                pid,
                processStart,
                "http://127.0.0.1:8080",
                "http://127.0.0.1:8081",
                Map.of("kafka", "127.0.0.1:1"),
                Map.of("report", "http://127.0.0.1:8080"));
    }
}
