package dev.upkeep.report.inbound.rendering;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report laid out for people: what the Markdown and the HTML page show, chosen, ordered, cut and worded, not yet
 * escaped. Text may hold {@code `code`} spans.
 *
 * @param subtitle commit, ref and time
 * @param glance the figures at the top
 * @param critical what belongs to phase 0, in full
 * @param chapters the other recommendations by category
 * @param notRanked sentences on findings that are in no recommendation
 * @param fixed what the baseline had and is gone
 */
public record ReportPage(
        String title,
        String subtitle,
        List<String> headlines,
        List<Fact> glance,
        Cut<Card> critical,
        List<Chapter> chapters,
        List<String> notRanked,
        Plan plan,
        List<Target> targets,
        Balance balance,
        Cut<Place> fixed,
        List<Fact> method,
        Cut<Skipped> skipped) {

    /** The first of a list, and how many are not shown. */
    public record Cut<T>(List<T> shown, int more) {

        static <T> Cut<T> of(List<T> all, int most) {
            return new Cut<>(all.stream().limit(most).toList(), Math.max(0, all.size() - most));
        }
    }

    /** A figure with its name. */
    public record Fact(String name, String value) {}

    /**
     * A place in the repository.
     *
     * @param address where it can be looked at; null where the forge's addresses are not known
     * @param standing the finding's status and since when; null where there is nothing to compare with
     */
    public record Place(
            String where,
            @Nullable String address,
            String message,
            @Nullable String standing) {}

    /**
     * One recommendation in full.
     *
     * @param facts one line: impact, effort, share, phase
     * @param moreEvidence what is not shown, in words; null where all is
     */
    public record Card(
            String id,
            String title,
            String level,
            String facts,
            String rationale,
            List<Place> evidence,
            @Nullable String moreEvidence,
            List<String> steps,
            @Nullable String counterfactual) {}

    /**
     * One category.
     *
     * @param intro findings, recommendations and hours in one sentence
     */
    public record Chapter(String anchor, String title, String intro, Cut<Card> cards) {}

    /** The phases with their hours and what they buy. */
    public record Plan(String intro, List<PhaseRow> phases) {}

    /** One phase; {@code titles} are its recommendations. */
    public record PhaseRow(String name, int recommendations, String duration, String share, Cut<String> titles) {}

    /** A target and what was measured; {@code status} is {@code met}, {@code missed} or {@code unknown}. */
    public record Target(String name, String target, String actual, String status, String source) {}

    /**
     * Cost against benefit.
     *
     * @param efforts the columns of {@code rows}
     */
    public record Balance(List<String> efforts, List<BalanceRow> rows, Cut<CostRow> costs) {}

    /** How many recommendations have this impact, by effort. */
    public record BalanceRow(String impact, List<String> counts) {}

    /** One recommendation as a line of the table. */
    public record CostRow(String title, String impact, String effort, String quadrant, String phase) {}

    /** A file that was not read, and why. */
    public record Skipped(String path, String reason) {}
}
