package dev.upkeep.report.inbound.rendering;

import dev.upkeep.report.domain.Recommendation;
import dev.upkeep.report.domain.Wording;
import dev.upkeep.report.inbound.rendering.ReportPage.Balance;
import dev.upkeep.report.inbound.rendering.ReportPage.BalanceRow;
import dev.upkeep.report.inbound.rendering.ReportPage.CostRow;
import dev.upkeep.report.inbound.rendering.ReportPage.Cut;
import java.util.Comparator;
import java.util.List;

/** Costs against benefits: how many recommendations there are of each impact and effort, and the first of them. */
record BalanceLayout(List<Recommendation> recommendations, RecommendationWords words) {

    private static final int COSTS = 15;
    private static final List<String> IMPACTS = List.of("critical", "high", "medium", "low");
    private static final List<String> EFFORTS = List.of("small", "medium", "large");

    Balance balance() {
        List<BalanceRow> rows = IMPACTS.stream()
                .map(impact -> new BalanceRow(
                        RecommendationWords.capitalised(impact),
                        EFFORTS.stream().map(effort -> counted(impact, effort)).toList()))
                .toList();
        List<CostRow> costs = recommendations.stream()
                .sorted(Comparator.comparing(Recommendation::priority, Comparator.reverseOrder())
                        .thenComparing(Recommendation::id))
                .map(this::cost)
                .toList();
        return new Balance(
                EFFORTS.stream().map(RecommendationWords::capitalised).toList(), rows, Cut.of(costs, COSTS));
    }

    private String counted(String impact, String effort) {
        long count = recommendations.stream()
                .filter(recommendation -> recommendation.impact().level().equals(impact)
                        && recommendation.effort().level().equals(effort))
                .count();
        return count == 0 ? "–" : Wording.number(count);
    }

    private CostRow cost(Recommendation recommendation) {
        return new CostRow(
                RecommendationWords.title(recommendation),
                words.impact(recommendation),
                RecommendationWords.effort(recommendation),
                RecommendationWords.quadrant(recommendation.quadrant()),
                Integer.toString(recommendation.phase()));
    }
}
