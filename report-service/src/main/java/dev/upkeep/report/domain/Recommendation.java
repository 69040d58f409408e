package dev.upkeep.report.domain;

import dev.upkeep.events.Improvement;
import dev.upkeep.events.Improvement.Evidence;
import dev.upkeep.events.Improvement.Impact;
import dev.upkeep.events.Improvement.Quadrant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing to do: the unit that people plan. The words are those of {@link Improvement}. */
public record Recommendation(
        String id,
        String title,
        String category,
        List<String> ruleIds,
        int findings,
        int files,
        Impact impact,
        Effort effort,
        double priority,
        Quadrant quadrant,
        int phase,
        String rationale,
        List<Evidence> evidence,
        @Nullable String counterfactual,
        List<String> steps,
        String module) {

    /** Three-point estimate; {@code level} is {@code small}, {@code medium} or {@code large}. */
    public record Effort(Minutes minutes, String level) {}

    /** Minutes of one person's work. */
    public record Minutes(int low, int likely, int high) {}

    static Recommendation of(Improvement improvement) {
        Improvement.EffortEstimate effort = improvement.effort();
        return new Recommendation(
                improvement.id(),
                improvement.title(),
                improvement.category(),
                improvement.ruleIds(),
                improvement.findings(),
                improvement.files(),
                improvement.impact(),
                new Effort(
                        new Minutes(effort.lowMinutes(), effort.likelyMinutes(), effort.highMinutes()), effort.level()),
                improvement.priority(),
                improvement.quadrant(),
                improvement.phase(),
                improvement.rationale(),
                improvement.evidence(),
                improvement.counterfactual(),
                improvement.steps(),
                improvement.module());
    }
}
