package dev.upkeep.report.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.report.SampleAnalysis;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private final Report empty = SampleAnalysis.report(SampleAnalysis.nothingFound());
    private final Report full = SampleAnalysis.report(SampleAnalysis.parts());

    @Test
    void whatOnlyTheHeadHasIsAddedAndSuppressedFindingsAreIgnored() {
        Comparison comparison = Comparison.of(empty, full);

        assertThat(comparison.added()).extracting(Finding::id).containsExactly("f1", "f2", "f3", "f5", "f4");
        assertThat(comparison.fixed()).isEmpty();
    }

    @Test
    void whatOnlyTheBaseHasIsFixed() {
        Comparison comparison = Comparison.of(full, empty);

        assertThat(comparison.fixed()).hasSize(5);
        assertThat(comparison.base().impact()).isEqualTo(142);
    }

    @Test
    void equalReportsDifferInNothing() {
        Comparison comparison = Comparison.of(full, full);

        assertThat(comparison.added()).isEmpty();
        assertThat(comparison.unchanged()).isEqualTo(5);
    }
}
