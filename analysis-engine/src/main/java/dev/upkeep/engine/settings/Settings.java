package dev.upkeep.engine.settings;

import dev.upkeep.engine.source.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a repository asks for in its {@code .upkeep.yaml}; every value has a default.
 *
 * @param targets what load tests are judged against
 * @param thresholds when a measure becomes a finding
 * @param ignoredPaths patterns as in a {@code .gitignore}; ignored files are skipped with that reason
 * @param disabledRules ids, or areas as {@code area/*}, that are switched off
 * @param severities severities by rule id, {@code area/*} or {@code *}, that replace the rule's own, as words
 * @param suppressions findings that are accepted for a time
 * @param budgetMinutes what phase 1 may cost
 */
public record Settings(
        Targets targets,
        Thresholds thresholds,
        List<String> ignoredPaths,
        Set<String> disabledRules,
        Map<String, String> severities,
        List<Suppression> suppressions,
        int budgetMinutes) {

    /** What applies without a file. */
    public static final Settings DEFAULT = new Settings(
            new Targets(100, 1000, 0.1, 512, 50),
            new Thresholds(1000, 120, 25, 5, 20),
            List.of(),
            Set.of(),
            Map.of(),
            List.of(),
            40 * 60);

    /**
     * Targets of a load test.
     *
     * @param p95Millis 95th percentile of response time, below
     * @param requestsPerSecond throughput, above
     * @param errorPercent share of failed requests, below
     * @param memoryMegabytes resident memory under load, below
     * @param cpuPercent processor use under load, below
     */
    public record Targets(
            double p95Millis,
            double requestsPerSecond,
            double errorPercent,
            double memoryMegabytes,
            double cpuPercent) {}

    /**
     * Limits of size and shape.
     *
     * @param fileLines code lines of a file of the product
     * @param functionLines code lines of a function of the product
     * @param cognitiveComplexity of a function
     * @param nesting of control flow in a function of the product
     * @param npmScripts scripts in one {@code package.json}
     */
    public record Thresholds(int fileLines, int functionLines, int cognitiveComplexity, int nesting, int npmScripts) {

        /** Tests and benchmarks are as long as what happens in them, one thing after the other. */
        private static final int OF_REHEARSAL = 2;

        /** The limit for a file of this kind. */
        public int fileLines(Context context) {
            return fileLines * (context.isRehearsal() ? OF_REHEARSAL : 1);
        }

        /** The limit for a function in a place of this kind. */
        public int functionLines(Context context) {
            return functionLines * (context.isRehearsal() ? OF_REHEARSAL : 1);
        }

        /** The limit for a function in a place of this kind. */
        public int nesting(Context context) {
            return nesting * (context.isRehearsal() ? OF_REHEARSAL : 1);
        }
    }

    /**
     * An accepted finding.
     *
     * @param rule id, or {@code *}
     * @param path pattern as in a {@code .gitignore}; empty for all
     * @param reason why it is accepted
     * @param until last day of acceptance, ISO date; empty for no end
     */
    public record Suppression(String rule, String path, String reason, String until) {}
}
