package dev.upkeep.report.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * What fits into a budget: the recommendations that are not parked, critical ones first, then by priority (impact for
 * effort), each taken when its likely effort still fits. Greedy, not optimal, and said so in {@code method}; the plan of
 * the report itself is cut by scoring.
 *
 * @param minutes the likely effort of what was taken
 * @param impactShare 0 to 1: its part of the total impact
 */
public record BudgetCut(
        int budgetMinutes, int minutes, double impactShare, List<String> recommendationIds, String method) {

    private static final int PARKED = 4;

    /** Cuts by a budget of minutes. */
    public static BudgetCut of(List<Recommendation> recommendations, int budgetMinutes) {
        List<Recommendation> candidates = recommendations.stream()
                .filter(recommendation -> recommendation.phase() < PARKED)
                .sorted((one, other) -> {
                    int critical = Boolean.compare(other.phase() == 0, one.phase() == 0);
                    int priority = Double.compare(other.priority(), one.priority());
                    return critical != 0
                            ? critical
                            : priority != 0 ? priority : one.id().compareTo(other.id());
                })
                .toList();
        List<String> taken = new ArrayList<>();
        int minutes = 0;
        double impact = 0;
        for (Recommendation candidate : candidates) {
            int likely = candidate.effort().minutes().likely();
            if (minutes + likely <= budgetMinutes) {
                taken.add(candidate.id());
                minutes += likely;
                impact += candidate.impact().score();
            }
        }
        double total = recommendations.stream()
                .mapToDouble(recommendation -> recommendation.impact().score())
                .sum();
        return new BudgetCut(
                budgetMinutes,
                minutes,
                total == 0 ? 0 : impact / total,
                List.copyOf(taken),
                "greedy: critical first, then by impact for effort");
    }
}
