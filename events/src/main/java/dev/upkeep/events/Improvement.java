package dev.upkeep.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The unit that people plan: findings grouped by rule and module, or by root cause, with impact, effort and phase.
 *
 * @param id deterministic over rule and module, stable between analyses
 * @param findings how many findings it holds
 * @param files in how many files
 * @param phase 0 critical fixes, 1 quick wins, 2 planned, 3 opportunistic, 4 parked
 * @param rationale why it stands where it stands, one or two sentences
 * @param evidence at most 10 places, worst first
 * @param counterfactual what would move it, one sentence; null where nothing would
 * @param steps what to do, in order
 */
public record Improvement(
        String id,
        String title,
        String category,
        List<String> ruleIds,
        String module,
        int findings,
        int files,
        Impact impact,
        EffortEstimate effort,
        double priority,
        Quadrant quadrant,
        int phase,
        String rationale,
        List<Evidence> evidence,
        @Nullable String counterfactual,
        List<String> steps) {

    /** Score with the factors that explain it; {@code level} is {@code critical}, {@code high}, {@code medium} or {@code low}. */
    public record Impact(double score, String level, List<Factor> factors) {}

    /**
     * One factor of the impact.
     *
     * @param source where the value comes from, for people
     * @param points log2 of the value: the points of all factors add up to log2 of the score
     */
    public record Factor(String name, double value, String source, double points) {}

    /** Three-point estimate in minutes; {@code level} is {@code small}, {@code medium} or {@code large}. */
    public record EffortEstimate(int lowMinutes, int likelyMinutes, int highMinutes, String level) {}

    /** One place that shows it. */
    public record Evidence(String findingId, String path, int line, String message) {}

    /** Where impact and effort put it. */
    public enum Quadrant {
        QUICK_WIN,
        BIG_BET,
        FILL_IN,
        PARKED
    }
}
