package dev.upkeep.report.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.report.SampleAnalysis;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StandingTest {

    private static final Instant MONDAY = Instant.parse("2026-11-16T10:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-17T10:00:00Z");

    @Test
    void theNewerCommitStandsWhateverWasRequestedLast() {
        assertThat(new Standing(true, TUESDAY, MONDAY)).isGreaterThan(new Standing(true, MONDAY, TUESDAY));
    }

    @Test
    void ofOneCommitTheLaterRequestStands() {
        assertThat(new Standing(true, MONDAY, TUESDAY)).isGreaterThan(new Standing(true, MONDAY, MONDAY));
    }

    @Test
    void anotherBranchNeverStandsBeforeTheDefaultBranch() {
        assertThat(new Standing(false, TUESDAY, TUESDAY)).isLessThan(new Standing(true, MONDAY, MONDAY));
    }

    @Test
    void theDefaultBranchIsKnownByItsFullName() {
        assertThat(Standing.of(SampleAnalysis.parts().completed()).defaultBranch())
                .isTrue();
    }
}
