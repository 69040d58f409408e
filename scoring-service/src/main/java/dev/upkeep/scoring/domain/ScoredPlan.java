package dev.upkeep.scoring.domain;

import dev.upkeep.events.FindingsScored.FindingScore;
import dev.upkeep.events.Improvement;
import dev.upkeep.events.PlanScored.Phase;
import java.util.List;

/**
 * What the model says of one analysis.
 *
 * @param improvements in the order of the plan
 * @param findings the score of every finding, by finding id
 * @param phases 0 to 4, each there even when empty
 */
public record ScoredPlan(List<Improvement> improvements, List<FindingScore> findings, List<Phase> phases) {

    public ScoredPlan {
        improvements = List.copyOf(improvements);
        findings = List.copyOf(findings);
        phases = List.copyOf(phases);
    }
}
