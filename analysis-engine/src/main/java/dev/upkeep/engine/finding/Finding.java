package dev.upkeep.engine.finding;

import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.source.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One finding, complete.
 *
 * @param id unique within the analysis
 * @param fingerprint the identity that survives moved lines and reformatting, see {@link Fingerprints}
 * @param confidence 0.3 to 1
 * @param module the nearest folder with a manifest; empty for the root
 * @param snippet the source lines that show it, at most 400 characters
 * @param hotspot percentile 0 to 1 of the file's decayed change frequency; null where history is missing
 * @param dependents how many files import this one; null where not known
 * @param traits what it is recognised by where its fingerprint has changed
 * @param suppression why it is suppressed; null for a finding that counts
 */
public record Finding(
        String id,
        String fingerprint,
        String ruleId,
        Severity severity,
        double confidence,
        String message,
        Location location,
        Context context,
        String module,
        String snippet,
        Map<String, Object> data,
        @Nullable Double hotspot,
        @Nullable Integer dependents,
        Traits traits,
        @Nullable String suppression,
        @Nullable Fix fix) {}
