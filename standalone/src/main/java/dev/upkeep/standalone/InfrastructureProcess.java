package dev.upkeep.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Real Kafka, PostgreSQL and Redis in a process of their own, with the topics of {@code deploy/topics.yaml} and a schema
 * and role for each database service. Needs nothing but the JDK, so that it can stand on the test class path of any
 * module; the servers come from {@code <home>/standalone/target/standalone}, which {@code package} builds.
 *
 * <p>The process ends when this object is closed, and also when this JVM dies: its standard input ends then.
 */
public final class InfrastructureProcess implements AutoCloseable {

    /** The line after which the servers take connections. */
    public static final String READY = "ready";

    private static final String MAIN = "dev.upkeep.standalone.infrastructure.Infrastructure";
    private static final long STOP_SECONDS = 30;

    private final Process process;
    private final Addresses addresses;

    private InfrastructureProcess(Process process, Addresses addresses) {
        this.process = process;
        this.addresses = addresses;
    }

    /** Starts in a new temporary folder that goes with the process; returns when all servers are ready. */
    public static InfrastructureProcess start() {
        return start(home(), List.of());
    }

    /** Starts on {@code data}, which is kept. */
    public static InfrastructureProcess start(Path data) {
        return start(home(), List.of(data.toAbsolutePath().toString()));
    }

    /** Where the servers listen. */
    public Addresses addresses() {
        return addresses;
    }

    /** The forked JVM; its servers are its descendants. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Path home() {
        String home = System.getProperty("upkeep.home");
        if (home == null) {
            throw new IllegalStateException("the system property upkeep.home names no folder");
        }
        return Path.of(home);
    }

    private static InfrastructureProcess start(Path home, List<String> arguments) {
        Path jar = home.resolve("standalone/target/standalone/upkeep-standalone.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is missing: package the module standalone first");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dupkeep.home=" + home,
                "-cp",
                jar.toString(),
                MAIN));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new InfrastructureProcess(process, readAddresses(process));
        } catch (IOException e) {
            throw new UncheckedIOException("the infrastructure could not be started", e);
        }
    }

    @SuppressWarnings("resource") // The stream belongs to the process and ends with it.
    private static Addresses readAddresses(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals(READY)) {
                return Addresses.parse(lines);
            }
            lines.add(line);
        }
        throw new IllegalStateException("the infrastructure did not start: " + String.join("\n", lines));
    }
}
