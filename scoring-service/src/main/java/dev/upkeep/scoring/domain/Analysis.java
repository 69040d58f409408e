package dev.upkeep.scoring.domain;

import dev.upkeep.events.Improvement.Quadrant;
import dev.upkeep.events.ReportedFinding;
import dev.upkeep.events.RuleFacts;
import java.util.List;
import java.util.Map;

/**
 * One complete analysis: all that a plan is computed from. The order of the lists means nothing.
 *
 * @param budgetMinutes what phase 1 may cost; 0 or less leaves it empty
 * @param rules the facts of every rule that {@code findings} name; repeated facts are fine, contradicting ones a defect
 * @param previous the quadrant of each improvement id in the plan before; empty for the first
 */
public record Analysis(
        String repositoryId,
        int budgetMinutes,
        List<RuleFacts> rules,
        List<ReportedFinding> findings,
        Map<String, Quadrant> previous) {

    public Analysis {
        rules = List.copyOf(rules);
        findings = List.copyOf(findings);
        previous = Map.copyOf(previous);
    }
}
