package dev.upkeep.analyzer;

import dev.upkeep.standalone.InfrastructureProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged service in a JVM of its own, with a heap that has to be enough. */
final class AnalyserProcess implements AutoCloseable {

    private final Process process;
    private final Path log;

    private AnalyserProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it on the infrastructure; data and log go below the folder. */
    static AnalyserProcess start(InfrastructureProcess infrastructure, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dquarkus.http.port=0",
                "-Dupkeep.analyzer.data-directory=" + folder.resolve("data"),
                "-Dupkeep.analyzer.allow-local-sources=true",
                "-Dupkeep.analyzer.warm-up=off",
                "-Dupkeep.analyzer.allow-private-addresses=true"));
        infrastructure
                .addresses()
                .configurationOf("analyzer")
                .forEach((key, value) -> command.add("-D" + key + "=" + value));
        Path home = Path.of(System.getProperty("upkeep.home"));
        command.add("-jar");
        command.add(home.resolve("analyzer-service/target/quarkus-app/quarkus-run.jar")
                .toString());
        Path log = folder.resolve("log");
        return new AnalyserProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
    }

    /** What it said so far. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** As if the machine had died: nothing is told, nothing is committed. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
