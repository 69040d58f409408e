package dev.upkeep.engine;

import dev.upkeep.engine.AnalysisResult.Measure;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.loadtest.LoadTests;
import dev.upkeep.engine.detect.loadtest.LoadTests.Measured;
import dev.upkeep.engine.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds what load tests measured against what the repository asks for; a target without a measurement stays open. */
final class Targets {

    private Targets() {}

    static List<Measure> measures(Repository repository) {
        Settings.Targets targets = repository.settings().targets();
        Map<String, Measured> measured = repository.model(LoadTests.MODEL).measured().stream()
                .collect(Collectors.toMap(Measured::name, Function.identity()));
        return List.of(
                measure("p95 response time", targets.p95Millis(), "ms", "<", measured.get("p95")),
                measure("Throughput", targets.requestsPerSecond(), "requests/s", ">", measured.get("throughput")),
                measure("Error rate", targets.errorPercent(), "%", "<", measured.get("error-rate")),
                measure("Memory under load", targets.memoryMegabytes(), "MB", "<", measured.get("memory")),
                measure("Processor under load", targets.cpuPercent(), "%", "<", measured.get("cpu")));
    }

    private static Measure measure(
            String name, double target, String unit, String comparison, @Nullable Measured measured) {
        return measured == null
                ? new Measure(name, target, null, unit, comparison, "no load-test result in the repository")
                : new Measure(name, target, measured.actual(), unit, comparison, measured.source());
    }
}
