package dev.upkeep.report.domain;

import dev.upkeep.events.CommitRef;
import dev.upkeep.events.Coverage;
import dev.upkeep.events.Metrics.LanguageMetrics;
import dev.upkeep.events.RepositoryRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The report of one analysis. Its components are the keys of the report JSON, a contract with scripts outside: they
 * change only by addition. All lists are in a fixed order, so that equal input gives equal bytes.
 *
 * @param findings most severe first, suppressed ones included
 * @param recommendations by phase, best first
 * @param baseline the report that {@code findings[].status} and {@code fixed} compare with; null for a first report
 * @param fixed what counted in the baseline and is gone from this commit, by place
 * @param rules the facts of each rule that {@code findings} name
 */
public record Report(
        String schemaVersion,
        Generator generator,
        RepositoryRef repository,
        CommitRef commit,
        Analysis analysis,
        Summary summary,
        Figures metrics,
        List<Finding> findings,
        List<Recommendation> recommendations,
        Plan plan,
        List<Kpi> kpis,
        @Nullable BaselineRef baseline,
        List<FixedFinding> fixed,
        List<Rule> rules) {

    /** The version of the JSON contract that this record is. */
    public static final String SCHEMA_VERSION = "1";

    /** What wrote the report. */
    public record Generator(String name, String version) {}

    /** How the report came to be. */
    public record Analysis(
            UUID id,
            Instant startedAt,
            Instant completedAt,
            String rulesetVersion,
            String scoreModel,
            @Nullable String traceId,
            Coverage coverage) {}

    /**
     * The report in figures and sentences.
     *
     * @param findings how many findings count; suppressed ones are in {@code suppressed} and in no other figure
     * @param bySeverity every severity, worst first, 0 where there is none
     * @param byQuadrant how many recommendations stand in each quadrant
     * @param fixed how many findings of the baseline are gone
     * @param byStatus how many findings have each status against the baseline, those included that are fixed
     * @param unseen how many findings of earlier reports were not looked at this time: their rule is off or their file
     *     was skipped; they keep their state
     */
    public record Summary(
            int findings,
            Map<String, Integer> bySeverity,
            Map<String, Integer> byCategory,
            Map<String, Integer> byContext,
            Map<String, Integer> byQuadrant,
            int suppressed,
            int fixed,
            List<String> headlines,
            Map<String, Integer> byStatus,
            int unseen) {}

    /** Figures that are no findings; see {@link dev.upkeep.events.Metrics}. */
    public record Figures(
            List<LanguageMetrics> languages, @Nullable Integer commits, Map<String, String> engine) {}

    /** The report that this one is compared with. */
    public record BaselineRef(UUID analysisId, String commit) {}

    /**
     * A finding that was there and is gone.
     *
     * @param path where it was last seen, with {@code startLine}
     */
    public record FixedFinding(
            String fingerprint, String ruleId, String message, String path, int startLine, Instant firstSeen) {

        static FixedFinding of(LedgerEntry gone) {
            Sighting last = gone.sighting();
            return new FixedFinding(
                    gone.fingerprint(), last.ruleId(), last.message(), last.path(), last.startLine(), gone.firstSeen());
        }
    }

    /** What a reader needs of a rule without its page; {@code advice} is Markdown. */
    public record Rule(String id, String title, String category, String severity, String advice) {}
}
