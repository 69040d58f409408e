package dev.upkeep.engine.finding;

import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.source.Context;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a detector says of one occurrence; the engine adds what it knows better (defaults of the rule, context, text of
 * the message, fingerprint). Made fluently:
 *
 * <pre>{@code Draft.of("rust/panicking-call", Location.line(path, 12)).with("call", "unwrap()").in(Context.TEST)}</pre>
 *
 * @param ruleId the rule that it belongs to
 * @param location where
 * @param scope the nearest named thing around it (function, type, manifest key): part of the fingerprint; empty at top
 * @param data the figures of the rule: JSON scalars, lists, maps; the rule's message names them as {@code {name}}
 * @param severity where it differs from the rule's
 * @param confidence where it differs from the rule's
 * @param context where the place is something else than its file; production also where the file is a test or a
 *     benchmark, such as the record of a load test; null for the file's
 * @param message where the rule's own message does not fit
 * @param fix a mechanical mend
 */
public record Draft(
        String ruleId,
        Location location,
        String scope,
        Map<String, Object> data,
        @Nullable Severity severity,
        @Nullable Double confidence,
        @Nullable Context context,
        @Nullable String message,
        @Nullable Fix fix) {

    public Draft {
        data = Collections.unmodifiableMap(new TreeMap<>(data));
    }

    public static Draft of(String ruleId, Location location) {
        return new Draft(ruleId, location, "", Map.of(), null, null, null, null, null);
    }

    /** Adds a figure. */
    public Draft with(String name, Object value) {
        Map<String, Object> figures = new TreeMap<>(data);
        figures.put(name, value);
        return new Draft(ruleId, location, scope, figures, severity, confidence, context, message, fix);
    }

    public Draft scope(String name) {
        return new Draft(ruleId, location, name, data, severity, confidence, context, message, fix);
    }

    public Draft severity(Severity value) {
        return new Draft(ruleId, location, scope, data, value, confidence, context, message, fix);
    }

    public Draft confidence(double value) {
        return new Draft(ruleId, location, scope, data, severity, value, context, message, fix);
    }

    /** States what this place is for, where it differs from its file. */
    public Draft in(Context value) {
        return new Draft(ruleId, location, scope, data, severity, confidence, value, message, fix);
    }

    public Draft message(String text) {
        return new Draft(ruleId, location, scope, data, severity, confidence, context, text, fix);
    }

    public Draft fix(Fix value) {
        return new Draft(ruleId, location, scope, data, severity, confidence, context, message, value);
    }
}
