package dev.upkeep.report.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.report.SampleAnalysis;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetCutTest {

    private final List<Recommendation> recommendations =
            SampleAnalysis.report(SampleAnalysis.parts()).recommendations();

    @Test
    void criticalOnesComeFirstThenWhatFits() {
        BudgetCut cut = BudgetCut.of(recommendations, 420);

        assertThat(cut.recommendationIds()).containsExactly("i-p95", "i-dup");
        assertThat(cut.minutes()).isEqualTo(408);
    }

    @Test
    void whatDoesNotFitIsPassedOver() {
        assertThat(BudgetCut.of(recommendations, 50).recommendationIds()).containsExactly("i-dup");
    }

    @Test
    void aBudgetForAllBuysAllTheImpact() {
        assertThat(BudgetCut.of(recommendations, 10_000).impactShare()).isEqualTo(1);
    }
}
