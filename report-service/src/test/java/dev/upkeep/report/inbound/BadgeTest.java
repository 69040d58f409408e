package dev.upkeep.report.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.events.RepositoryRef;
import dev.upkeep.report.SampleAnalysis;
import dev.upkeep.report.domain.ReportEntry;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BadgeTest {

    @Test
    void theWorstSeveritySpeaks() {
        assertThat(badge(2, 7, 30).message()).isEqualTo("2 critical");
        assertThat(badge(0, 7, 30).message()).isEqualTo("7 high");
        assertThat(badge(0, 0, 1).message()).isEqualTo("1 finding");
        assertThat(badge(0, 0, 0).message()).isEqualTo("nothing found");
    }

    @Test
    void theImageNamesWhatItShows() {
        assertThat(badge(2, 7, 30).svg())
                .contains("aria-label=\"upkeep: 2 critical\"")
                .startsWith("<svg ");
    }

    private static Badge badge(int critical, int high, int findings) {
        return Badge.of(new ReportEntry(
                new UUID(0, 1),
                new RepositoryRef("r", "n", "u", "local", "main"),
                "abc",
                "HEAD",
                SampleAnalysis.COMMITTED,
                SampleAnalysis.COMMITTED,
                true,
                findings,
                critical,
                high,
                0,
                0,
                0,
                0,
                0,
                1,
                10,
                1,
                null));
    }
}
