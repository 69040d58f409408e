package dev.upkeep.analyzer.outbound.git;

import dev.upkeep.analyzer.domain.Limits;
import java.time.Duration;

/** Limits that no test repository reaches, unless it is told to. */
final class TestLimits {

    static final Limits WIDE = with(1000, 1_000_000);

    private TestLimits() {}

    static Limits with(int files, long fileBytes) {
        return new Limits(
                files,
                100_000_000,
                fileBytes,
                100_000_000,
                1000,
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1));
    }
}
