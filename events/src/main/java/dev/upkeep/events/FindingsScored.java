package dev.upkeep.events;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One part of an analysis' scores. Parts may arrive in any order; {@link PlanScored} says how many there are.
 *
 * @param part 0-based
 * @param improvements the improvements of this part
 * @param findings the scores of this part, one for each finding over all parts
 */
public record FindingsScored(
        UUID analysisId, String repositoryId, int part, List<Improvement> improvements, List<FindingScore> findings)
        implements ScoringEvent {

    /** The impact of one finding and the improvement that it belongs to; null where it is not ranked. */
    public record FindingScore(
            String findingId, double impact, @Nullable String improvementId) {}
}
