package dev.upkeep.scoring.domain;

import dev.upkeep.events.Improvement.EffortEstimate;
import dev.upkeep.events.Improvement.Impact;
import dev.upkeep.events.Improvement.Quadrant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An improvement with its figures, before it is known where the plan puts it.
 *
 * @param priority impact per hour of likely effort
 * @param settled whether the quadrant is the previous one because the figures moved by less than 10 %
 */
record Draft(Group group, Impact impact, EffortEstimate effort, double priority, Quadrant quadrant, boolean settled) {

    static final Comparator<Draft> BY_PRIORITY =
            Comparator.comparingDouble(Draft::priority).reversed().thenComparing(Draft::id);
    /** First what does not work, then by priority. */
    static final Comparator<Draft> BROKEN_FIRST =
            Comparator.comparing(Draft::broken).reversed().thenComparing(BY_PRIORITY);

    static final Comparator<Draft> BY_IMPACT =
            Comparator.comparingDouble(Draft::score).reversed().thenComparing(Draft::id);

    static Draft of(Group group, @Nullable Quadrant previous) {
        Impact impact = GroupImpact.of(group);
        EffortEstimate effort = GroupEffort.of(group);
        Quadrant plain = QuadrantCut.of(impact.score(), effort.likelyMinutes(), null);
        Quadrant kept = QuadrantCut.of(impact.score(), effort.likelyMinutes(), previous);
        Quadrant quadrant = group.apart() ? Quadrant.PARKED : kept;
        boolean settled = !group.apart() && kept != plain;
        double priority = Figures.rounded(impact.score() * 60 / effort.likelyMinutes());
        return new Draft(group, impact, effort, priority, quadrant, settled);
    }

    String id() {
        return group.id();
    }

    double score() {
        return impact.score();
    }

    int minutes() {
        return effort.likelyMinutes();
    }

    boolean broken() {
        return group.findings().stream().anyMatch(ScoredFinding::broken);
    }

    boolean critical() {
        return group.critical() > 0;
    }

    Stage stage() {
        return Stage.of(group.worst().rule());
    }
}
