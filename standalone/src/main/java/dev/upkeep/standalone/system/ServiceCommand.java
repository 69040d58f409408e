package dev.upkeep.standalone.system;

import dev.upkeep.standalone.Addresses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a process of a service is started.
 *
 * @param environment what it is told; passwords stay out of the command line, which every user of a machine can read
 */
record ServiceCommand(List<String> command, Map<String, String> environment) {

    /** Ctrl-C at the terminal reaches every process of its group; only the launcher is to act on it. */
    private static final List<String> DEAF_TO_CTRL_C =
            List.of("bash", "-c", "trap '' INT; exec \"$@\"", "upkeep-service");

    /**
     * A repository of a new kind makes the full compiler work once more; whoever waits for the report is not to wait for
     * that too.
     */
    private static final List<String> BEHIND_THE_WORK =
            List.of("-XX:ThreadPriorityPolicy=1", "-XX:CompilerThreadPriority=10");

    /**
     * What a process finds around it.
     *
     * @param data where it may keep files
     * @param reportUrl where people reach the report service
     * @param otlpEndpoint where traces go; empty for nowhere
     */
    record Surroundings(
            Purpose purpose, Addresses addresses, Path data, String reportUrl, Optional<String> otlpEndpoint) {}

    static ServiceCommand of(Path home, Instance instance, Surroundings surroundings, List<String> cacheFlags) {
        List<String> command = new ArrayList<>(DEAF_TO_CTRL_C);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags(instance.service()));
        command.addAll(compiler(instance.service(), surroundings.purpose()));
        command.addAll(cacheFlags);
        command.addAll(List.of("-jar", jar(home, instance.service()).toString()));
        return new ServiceCommand(List.copyOf(command), environment(instance, surroundings));
    }

    /** Where the build puts a service. */
    static Path jar(Path home, Service service) {
        return home.resolve(service.moduleName()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** All but the choice of a compiler, which a start-up cache does not depend on. */
    static List<String> flags(Service service) {
        List<String> flags = new ArrayList<>(sizeOf(service));
        flags.addAll(List.of(
                "-XX:+UseSerialGC",
                // Most of its life a process waits: it keeps a quarter more than it uses, not two thirds.
                "-XX:MinHeapFreeRatio=20",
                "-XX:MaxHeapFreeRatio=40",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                // Before a consumer closes it waits for two of its polls and a commit: by default seven seconds a
                // channel.
                "-Dmp.messaging.connector.smallrye-kafka.poll-timeout=100",
                "-Dmp.messaging.connector.smallrye-kafka.auto.commit.interval.ms=500"));
        return List.copyOf(flags);
    }

    /**
     * The analyser computes: where it stays, it gets the full compiler. For one scan what that compiler does costs more
     * than it brings, also for a repository of five thousand files. The others wait most of the time.
     */
    private static List<String> compiler(Service service, Purpose purpose) {
        boolean full = service == Service.ANALYZER && purpose != Purpose.SCAN;
        return full ? BEHIND_THE_WORK : List.of("-XX:TieredStopAtLevel=1");
    }

    /**
     * The analyser has room for trees. Where the compiler keeps integers in vector registers, each short call of the
     * native parser pays for it: reading a tree out took 2.2 times as long.
     */
    private static List<String> sizeOf(Service service) {
        return switch (service) {
            // The young generation keeps its first size until the old one is full, and a small one is collected
            // a hundred times in a scan. With the survivors of the default a scan fills the old one with what is
            // soon of no use.
            case ANALYZER ->
                List.of("-Xms112m", "-Xmn64m", "-XX:SurvivorRatio=3", "-Xmx384m", "-XX:-UseFPUForSpilling");
            case REPORT -> List.of("-Xms32m", "-Xmx112m");
            case INGEST, SCORING -> List.of("-Xms24m", "-Xmx96m");
        };
    }

    /** The configuration of a process, as Quarkus keys. On one's own machine one's own folders are read. */
    static Map<String, String> configuration(Instance instance, Surroundings surroundings) {
        Service service = instance.service();
        Map<String, String> settings = new TreeMap<>(surroundings.addresses().configurationOf(service.shortName()));
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.http.port", Integer.toString(instance.port()));
        surroundings.otlpEndpoint().ifPresent(endpoint -> settings.put("upkeep.telemetry.otlp-endpoint", endpoint));
        switch (service) {
            case INGEST -> {
                settings.put("upkeep.ingest.allow-local-sources", "true");
                settings.put("upkeep.ingest.report-url", surroundings.reportUrl());
            }
            case ANALYZER -> {
                settings.put("upkeep.analyzer.allow-local-sources", "true");
                settings.put(
                        "upkeep.analyzer.data-directory",
                        surroundings.data().resolve(instance.name()).toString());
                settings.put("upkeep.analyzer.warm-up", warmUp(surroundings.purpose()));
                if (surroundings.purpose() == Purpose.TRAIN) {
                    // Some rounds show the JVM what there is to learn; somebody waits for the first report.
                    settings.put("upkeep.analyzer.warm-up-time", "8s");
                }
            }
            case SCORING -> settings.put("upkeep.scoring.warm-up", warmUp(surroundings.purpose()));
            case REPORT -> settings.put("upkeep.report.warm-up", warmUp(surroundings.purpose()));
        }
        return settings;
    }

    private static String warmUp(Purpose purpose) {
        return switch (purpose) {
            case SERVE -> "background";
            case SCAN -> "off";
            case TRAIN -> "before-ready";
        };
    }

    private static Map<String, String> environment(Instance instance, Surroundings surroundings) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("UPKEEP_EXIT_WITH_PARENT", "true");
        // glibc keeps an arena per thread otherwise: tens of megabytes in each JVM.
        environment.put("MALLOC_ARENA_MAX", "2");
        configuration(instance, surroundings).forEach((key, value) -> environment.put(environmentName(key), value));
        return Map.copyOf(environment);
    }

    private static String environmentName(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
