package dev.upkeep.events;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One finding with its evidence.
 *
 * @param id unique within the analysis: the fingerprint, made unique where two agree
 * @param fingerprint the identity that survives moved lines and reformatting: 64 hexadecimal digits
 * @param confidence 0.3 to 1
 * @param path relative to the repository root, with {@code /}
 * @param startLine 1-based; 1 for a finding about the whole file
 * @param endLine 1-based, inclusive
 * @param context {@code production}, {@code test}, {@code example}, {@code benchmark}, {@code script},
 *     {@code generated}, {@code vendored}, {@code documentation} or {@code unreachable}
 * @param module the manifest folder or top-level folder that the finding belongs to; empty for the root
 * @param snippet the line or lines that show it, at most 400 characters; empty where there is nothing to show
 * @param data the figures of the rule, JSON scalars, lists and objects
 * @param hotspot percentile 0 to 1 of the file's decayed change frequency; null where history is missing
 * @param dependents how many files depend on this one; null where not known
 * @param suppression why it is suppressed; null for a finding that counts
 * @param fix a mechanical mend; null where there is none
 * @param traits what it is recognised by in another commit; null from an analyser that does not say
 */
public record ReportedFinding(
        String id,
        String fingerprint,
        String ruleId,
        Severity severity,
        double confidence,
        String message,
        String path,
        int startLine,
        int endLine,
        String context,
        String module,
        String snippet,
        Map<String, Object> data,
        @Nullable Double hotspot,
        @Nullable Integer dependents,
        @Nullable String suppression,
        @Nullable Fix fix,
        @Nullable Traits traits) {

    /**
     * A mend that a machine can make.
     *
     * @param description what it does, one line
     * @param diff a unified diff that {@code git apply} takes at the repository root
     */
    public record Fix(String description, String diff) {}

    /**
     * What a finding is recognised by when lines, names or files have changed. The digests are of code without white
     * space and comments; empty where there is none.
     *
     * @param scope the nearest function, type or manifest key; empty at the top of the file
     * @param content digest of the lines that show it
     * @param before digest of the code that ends before them
     * @param after digest of the code that begins behind them
     */
    public record Traits(String scope, String content, String before, String after) {}
}
