package dev.upkeep.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The packaged system, started as {@code ./upkeep up} starts it, on free ports and a data folder of its own. */
final class RunningUpkeep implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path HOME = Path.of(System.getProperty("upkeep.home"));
    private static final Path LIBRARIES = HOME.resolve("standalone/target/standalone");

    private final Path data;
    private final Process launcher;
    private final JsonNode running;
    private final Thread stopWithTests;

    private RunningUpkeep(Path data, Process launcher, JsonNode running, Thread stopWithTests) {
        this.data = data;
        this.launcher = launcher;
        this.running = running;
        this.stopWithTests = stopWithTests;
    }

    /**
     * Returns when it is ready.
     *
     * @param environment what an operator would set for all services
     * @param arguments further ones of {@code up}
     */
    static RunningUpkeep start(Path data, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = command("launcher.options");
        command.addAll(List.of("up", "--data=" + data, "--port=0"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process launcher = builder.redirectOutput(
                        ProcessBuilder.Redirect.appendTo(terminal(data).toFile()))
                .start();
        Thread stopWithTests = new Thread(launcher::destroy);
        Runtime.getRuntime().addShutdownHook(stopWithTests);
        return new RunningUpkeep(data, launcher, awaitReady(data, launcher), stopWithTests);
    }

    /** How the script starts the packaged program. */
    static List<String> command(String options) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + LIBRARIES.resolve(options),
                "-Dupkeep.home=" + HOME,
                "-cp",
                LIBRARIES.resolve("upkeep-standalone.jar").toString(),
                "dev.upkeep.standalone.command.Main"));
    }

    Path data() {
        return data;
    }

    String reportUrl() {
        return running.path("report").asText();
    }

    String ingestUrl() {
        return running.path("ingest").asText();
    }

    /** What a process has logged so far, such as {@code ingest}. */
    String log(String process) throws IOException {
        return Files.readString(data.resolve("logs").resolve(process + ".log"));
    }

    /** The processes that the launcher has started, and theirs. */
    List<ProcessHandle> descendants() {
        return launcher.descendants().toList();
    }

    /** As if somebody pulled the plug of the launcher: it stops nothing in order. */
    void kill() {
        launcher.destroyForcibly().onExit().join();
        Runtime.getRuntime().removeShutdownHook(stopWithTests);
    }

    @Override
    public void close() {
        launcher.destroy();
        try {
            launcher.onExit().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the launcher stops", e);
        } catch (ExecutionException | TimeoutException e) {
            launcher.destroyForcibly();
            throw new AssertionError("the launcher did not stop within 60 s", e);
        }
        Runtime.getRuntime().removeShutdownHook(stopWithTests);
    }

    private static JsonNode awaitReady(Path data, Process launcher) throws IOException {
        Path file = data.resolve("running.json");
        await("the system is ready")
                .atMost(Duration.ofMinutes(4))
                .until(() -> !launcher.isAlive() || isOf(file, launcher.pid()));
        if (!launcher.isAlive()) {
            throw new AssertionError("the launcher ended:\n" + Files.readString(terminal(data)));
        }
        return JSON.readTree(Files.readAllBytes(file));
    }

    /** A file that a killed launcher left behind is not this one's. */
    private static boolean isOf(Path file, long pid) throws IOException {
        return Files.exists(file)
                && JSON.readTree(Files.readAllBytes(file)).path("pid").asLong() == pid;
    }

    private static Path terminal(Path data) {
        return data.resolveSibling(data.getFileName() + ".terminal.log");
    }
}
