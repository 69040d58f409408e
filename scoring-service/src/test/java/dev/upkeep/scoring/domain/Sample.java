package dev.upkeep.scoring.domain;

import dev.upkeep.events.Effort;
import dev.upkeep.events.Improvement.Quadrant;
import dev.upkeep.events.ReportedFinding;
import dev.upkeep.events.ReportedFinding.Fix;
import dev.upkeep.events.RuleFacts;
import dev.upkeep.events.Severity;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A finding under construction: a certain one of medium severity in production, unless told otherwise. Immutable. */
final class Sample {

    static final String REPOSITORY = "5b6f0e1c-0000-5000-8000-000000000001";

    private final String id;
    private final String ruleId;
    private Severity severity = Severity.MEDIUM;
    private double confidence = 1;
    private String path = "src/main.rs";
    private int line = 1;
    private String context = "production";
    private String module = "";
    private Map<String, Object> data = Map.of();
    private @Nullable Double hotspot;
    private @Nullable Integer dependents;
    private @Nullable String suppression;
    private @Nullable Fix fix;
    private String message;

    private Sample(String id, String ruleId) {
        this.id = id;
        this.ruleId = ruleId;
        this.message = "message of " + id;
    }

    static Sample of(String id, String ruleId) {
        return new Sample(id, ruleId);
    }

    static RuleFacts risk(String id) {
        return rule(id, false, true);
    }

    static RuleFacts style(String id) {
        return rule(id, true, true);
    }

    static RuleFacts rule(String id, boolean style, boolean ranked) {
        return new RuleFacts(
                id,
                "Problem of " + id,
                "code-quality",
                Severity.MEDIUM,
                new Effort(15, 10, false),
                style,
                ranked,
                "Mend " + id + ".");
    }

    static ScoredPlan plan(int budgetMinutes, Collection<RuleFacts> rules, Collection<Sample> samples) {
        return new ScoreModel().plan(analysis(budgetMinutes, rules, samples, Map.of()));
    }

    static Analysis analysis(
            int budgetMinutes,
            Collection<RuleFacts> rules,
            Collection<Sample> samples,
            Map<String, Quadrant> previous) {
        List<ReportedFinding> findings = samples.stream().map(Sample::finding).toList();
        return new Analysis(REPOSITORY, budgetMinutes, List.copyOf(rules), findings, previous);
    }

    ReportedFinding finding() {
        return new ReportedFinding(
                id,
                "0".repeat(64),
                ruleId,
                severity,
                confidence,
                message,
                path,
                line,
                line,
                context,
                module,
                "",
                data,
                hotspot,
                dependents,
                suppression,
                fix,
                null);
    }

    String id() {
        return id;
    }

    Severity severity() {
        return severity;
    }

    double confidence() {
        return confidence;
    }

    Sample says(String words) {
        return with(changed -> changed.message = words);
    }

    Sample severity(Severity value) {
        return with(changed -> changed.severity = value);
    }

    Sample confidence(double value) {
        return with(changed -> changed.confidence = value);
    }

    Sample at(String file, int row) {
        return with(changed -> {
            changed.path = file;
            changed.line = row;
        });
    }

    Sample context(String value) {
        return with(changed -> changed.context = value);
    }

    Sample module(String value) {
        return with(changed -> changed.module = value);
    }

    Sample data(String key, Object value) {
        Map<String, Object> more = new HashMap<>(data);
        more.put(key, value);
        return with(changed -> changed.data = Map.copyOf(more));
    }

    Sample hotspot(@Nullable Double value) {
        return with(changed -> changed.hotspot = value);
    }

    Sample dependents(@Nullable Integer value) {
        return with(changed -> changed.dependents = value);
    }

    Sample suppressed(@Nullable String why) {
        return with(changed -> changed.suppression = why);
    }

    Sample patched() {
        return with(changed -> changed.fix = new Fix("does it", "--- a\n+++ b\n"));
    }

    private Sample with(Consumer<Sample> change) {
        Sample copy = new Sample(id, ruleId);
        copy.severity = severity;
        copy.confidence = confidence;
        copy.path = path;
        copy.line = line;
        copy.context = context;
        copy.module = module;
        copy.data = data;
        copy.hotspot = hotspot;
        copy.dependents = dependents;
        copy.suppression = suppression;
        copy.fix = fix;
        copy.message = message;
        change.accept(copy);
        return copy;
    }
}
