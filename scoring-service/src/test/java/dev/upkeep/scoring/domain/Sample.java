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
import org.jspecify.annotations.Nullable;

/** A finding under construction: a certain one of medium severity in production, unless told otherwise. */
record Sample(
        String id,
        String ruleId,
        Severity severity,
        double confidence,
        String path,
        int line,
        String context,
        String module,
        Map<String, Object> data,
        @Nullable Double hotspot,
        @Nullable Integer dependents,
        @Nullable String suppression,
        @Nullable Fix fix,
        String message) {

    static final String REPOSITORY = "5b6f0e1c-0000-5000-8000-000000000001";

    static Sample of(String id, String ruleId) {
        return new Sample(
                id,
                ruleId,
                Severity.MEDIUM,
                1,
                "src/main.rs",
                1,
                "production",
                "",
                Map.of(),
                null,
                null,
                null,
                null,
                "message of " + id);
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

    Sample says(String words) {
        return new Sample(
                id,
                ruleId,
                severity,
                confidence,
                path,
                line,
                context,
                module,
                data,
                hotspot,
                dependents,
                suppression,
                fix,
                words);
    }

    Sample severity(Severity value) {
        return new Sample(
                id,
                ruleId,
                value,
                confidence,
                path,
                line,
                context,
                module,
                data,
                hotspot,
                dependents,
                suppression,
                fix,
                message);
    }

    Sample confidence(double value) {
        return new Sample(
                id,
                ruleId,
                severity,
                value,
                path,
                line,
                context,
                module,
                data,
                hotspot,
                dependents,
                suppression,
                fix,
                message);
    }

    Sample at(String file, int row) {
        return new Sample(
                id,
                ruleId,
                severity,
                confidence,
                file,
                row,
                context,
                module,
                data,
                hotspot,
                dependents,
                suppression,
                fix,
                message);
    }

    Sample context(String value) {
        return new Sample(
                id,
                ruleId,
                severity,
                confidence,
                path,
                line,
                value,
                module,
                data,
                hotspot,
                dependents,
                suppression,
                fix,
                message);
    }

    Sample module(String value) {
        return new Sample(
                id,
                ruleId,
                severity,
                confidence,
                path,
                line,
                context,
                value,
                data,
                hotspot,
                dependents,
                suppression,
                fix,
                message);
    }

    Sample data(String key, Object value) {
        Map<String, Object> more = new HashMap<>(data);
        more.put(key, value);
        return new Sample(
                id,
                ruleId,
                severity,
                confidence,
                path,
                line,
                context,
                module,
                more,
                hotspot,
                dependents,
                suppression,
                fix,
                message);
    }

    Sample hotspot(@Nullable Double value) {
        return new Sample(
                id,
                ruleId,
                severity,
                confidence,
                path,
                line,
                context,
                module,
                data,
                value,
                dependents,
                suppression,
                fix,
                message);
    }

    Sample dependents(@Nullable Integer value) {
        return new Sample(
                id,
                ruleId,
                severity,
                confidence,
                path,
                line,
                context,
                module,
                data,
                hotspot,
                value,
                suppression,
                fix,
                message);
    }

    Sample suppressed(@Nullable String why) {
        return new Sample(
                id,
                ruleId,
                severity,
                confidence,
                path,
                line,
                context,
                module,
                data,
                hotspot,
                dependents,
                why,
                fix,
                message);
    }

    Sample patched() {
        return new Sample(
                id,
                ruleId,
                severity,
                confidence,
                path,
                line,
                context,
                module,
                data,
                hotspot,
                dependents,
                suppression,
                new Fix("does it", "--- a\n+++ b\n"),
                message);
    }
}
