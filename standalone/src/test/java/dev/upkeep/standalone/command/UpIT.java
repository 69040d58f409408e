package dev.upkeep.standalone.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged launcher with all services left out, since it is built before them. */
class UpIT {

    private static final List<String> BARE = List.of(
            "--without=ingest-service",
            "--without=analyzer-service",
            "--without=scoring-service",
            "--without=report-service");

    @TempDir
    private Path data;

    @Test
    void aSecondOneOnTheSameDataIsToldWhereTheFirstIs() throws Exception {
        Process first = up(BARE);
        try {
            readUntil(first, "Ctrl-C stops it");
            assertThat(Files.readString(data.resolve("running.json")))
                    .contains("\"kafka\"", "\"pid\" : " + first.pid());
            assertThat(data.resolve("report-service.properties"))
                    .content()
                    .contains("quarkus.datasource.username=report");

            Process second = up(BARE);

            assertThat(rest(second))
                    .contains("a system already runs on " + data)
                    .contains("process " + first.pid());
            assertThat(second.waitFor()).isEqualTo(ExitStatus.FAILED);
        } finally {
            stop(first);
        }
        assertThat(data.resolve("running.json")).doesNotExist();
    }

    @Test
    void stoppingLeavesNothingBehind() throws Exception {
        Process launcher = up(BARE);
        readUntil(launcher, "Ctrl-C stops it");
        List<ProcessHandle> family = launcher.descendants().toList();
        assertThat(family).isNotEmpty();

        stop(launcher);

        assertThat(family).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aTakenPortIsSaidBeforeAnythingIsStarted() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process launcher = up(List.of("--without=ingest-service", "--port=" + taken.getLocalPort()));

            assertThat(rest(launcher)).containsAnyOf("port " + taken.getLocalPort(), "is not built");
            assertThat(launcher.waitFor()).isEqualTo(ExitStatus.FAILED);
            assertThat(data.resolve("postgres")).doesNotExist();
        }
    }

    private Process up(List<String> arguments) throws IOException {
        Path home = Path.of(System.getProperty("upkeep.home"));
        Path libraries = home.resolve("standalone/target/standalone");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + libraries.resolve("launcher.options"),
                "-Dupkeep.home=" + home,
                "-cp",
                libraries.resolve("upkeep-standalone.jar").toString(),
                Main.class.getName(),
                "up",
                "--data=" + data));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static void readUntil(Process process, String text) throws IOException {
        BufferedReader output = process.inputReader(UTF_8);
        StringBuilder read = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            read.append(line).append('\n');
            if (line.contains(text)) {
                return;
            }
        }
        throw new AssertionError("it ended before it said '" + text + "':\n" + read);
    }

    private static String rest(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
}
