package dev.upkeep.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The plan of one analysis is cut.
 *
 * @param scoreModel the version of the model, such as {@code 1}
 * @param parts how many {@link FindingsScored} belong to it
 * @param budgetMinutes what phase 1 was allowed to cost
 * @param phases in order; together they name every improvement once
 */
public record PlanScored(
        UUID analysisId,
        String repositoryId,
        String scoreModel,
        int parts,
        int budgetMinutes,
        List<Phase> phases,
        Instant scoredAt)
        implements ScoringEvent {

    /**
     * One phase.
     *
     * @param minutes the likely effort of the phase
     * @param impactShare 0 to 1: the part of the total impact that the phase buys
     */
    public record Phase(int number, String name, List<String> improvementIds, int minutes, double impactShare) {}
}
