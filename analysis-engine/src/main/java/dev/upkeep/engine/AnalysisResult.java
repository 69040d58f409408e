package dev.upkeep.engine;

import dev.upkeep.engine.finding.Finding;
import dev.upkeep.engine.rule.RuleCatalog;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that one analysis found.
 *
 * @param findings sorted by path, line, rule
 * @param rules the ids of the rules that were asked: neither switched off nor failed; sorted
 * @param coverage what was read and what was not
 * @param languages lines by language, most code first; production and test code together
 * @param commits reachable commits; null where the history is unknown
 * @param measures values held against targets
 * @param notes what the reader must know: parser core, rules that failed, history that is missing
 * @param catalog all rules, those of the repository among them
 * @param rulesetVersion the version of everything that decided what was found
 */
public record AnalysisResult(
        List<Finding> findings,
        List<String> rules,
        Coverage coverage,
        List<LanguageLines> languages,
        @Nullable Integer commits,
        List<Measure> measures,
        Map<String, String> notes,
        RuleCatalog catalog,
        String rulesetVersion) {

    /** The reason for skipping a file that no rule could read. */
    public static final String NOT_TEXT = "not text";

    /**
     * What was read.
     *
     * @param files entries of the tree
     * @param analysed files whose content was looked at
     * @param bytes of the analysed files
     * @param cacheHits analysed files whose result was known
     */
    public record Coverage(int files, int analysed, long bytes, int cacheHits, List<Skipped> skipped) {}

    /** A file that was not analysed, and why. */
    public record Skipped(String path, String reason) {}

    /** Lines of one language. */
    public record LanguageLines(String name, int files, int lines, int code) {}

    /**
     * A value held against a target.
     *
     * @param comparison {@code <} where smaller is better, {@code >} where larger is
     * @param actual null where nothing was measured
     */
    public record Measure(
            String name, double target, @Nullable Double actual, String unit, String comparison, String source) {}
}
