package dev.upkeep.analyzer.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.analyzer.application.AnalyzeRepository.Bounds;
import dev.upkeep.analyzer.domain.Limits;
import dev.upkeep.engine.rule.RuleCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleRehearsalTest {

    private static final Limits LIMITS = new Limits(
            100_000,
            100_000_000,
            1_000_000,
            100_000_000,
            1000,
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));

    @TempDir
    private Path folder;

    @Test
    void theExamplesAreReadToTheEndOnceAsNewAndOnceFromKeptResultsAndRemoved() throws Exception {
        Bounds bounds = new Bounds(Clock.systemUTC(), Duration.ofMinutes(1), 1);
        Path own = Files.createDirectory(folder.resolve("examples"));

        try (ExampleRehearsal rehearsal = new ExampleRehearsal(own, RuleCatalog.load(), LIMITS, bounds)) {
            rehearsal.perform();
            assertThat(rehearsal.said()).isGreaterThan(10);
            assertThat(rehearsal.read()).isPositive().isEqualTo(rehearsal.found());
        }

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.toList()).isEqualTo(List.of());
        }
    }
}
