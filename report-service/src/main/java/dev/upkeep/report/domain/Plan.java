package dev.upkeep.report.domain;

import dev.upkeep.events.PlanScored;
import java.util.List;

/**
 * The plan in phases.
 *
 * @param budgetMinutes what phase 1 was allowed to cost
 * @param phases in order; together they name every recommendation once
 */
public record Plan(int budgetMinutes, List<Phase> phases) {

    /**
     * One phase.
     *
     * @param minutes the likely effort of the phase
     * @param impactShare 0 to 1: the part of the total impact that the phase buys
     */
    public record Phase(int number, String name, List<String> recommendationIds, int minutes, double impactShare) {}

    static Plan of(PlanScored scored) {
        return new Plan(
                scored.budgetMinutes(),
                scored.phases().stream()
                        .map(phase -> new Phase(
                                phase.number(),
                                phase.name(),
                                phase.improvementIds(),
                                phase.minutes(),
                                phase.impactShare()))
                        .toList());
    }
}
