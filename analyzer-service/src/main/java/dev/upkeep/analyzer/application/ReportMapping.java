package dev.upkeep.analyzer.application;

import dev.upkeep.engine.AnalysisResult;
import dev.upkeep.engine.finding.Finding;
import dev.upkeep.engine.finding.Traits;
import dev.upkeep.engine.rule.Rule;
import dev.upkeep.events.Coverage;
import dev.upkeep.events.Coverage.SkippedFile;
import dev.upkeep.events.Effort;
import dev.upkeep.events.Metrics;
import dev.upkeep.events.Metrics.LanguageMetrics;
import dev.upkeep.events.Metrics.Measure;
import dev.upkeep.events.ReportedFinding;
import dev.upkeep.events.RuleFacts;
import dev.upkeep.events.Severity;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** From the engine's words to those of the contracts; lists that know no bound get one, so that messages fit. */
final class ReportMapping {

    private static final int MOST_SKIPPED = 200;
    private static final int MOST_MEASURES = 300;
    private static final int LONGEST_TEXT = 300;
    private static final int LONGEST_NOTE = 4000;

    private ReportMapping() {}

    static ReportedFinding finding(Finding finding) {
        return new ReportedFinding(
                finding.id(),
                finding.fingerprint(),
                finding.ruleId(),
                severity(finding.severity()),
                finding.confidence(),
                finding.message(),
                finding.location().path(),
                finding.location().startLine(),
                finding.location().endLine(),
                finding.context().word(),
                finding.module(),
                finding.snippet(),
                finding.data(),
                finding.hotspot(),
                finding.dependents(),
                finding.suppression(),
                finding.fix() == null
                        ? null
                        : new ReportedFinding.Fix(
                                finding.fix().description(), finding.fix().diff()),
                traits(finding.traits()));
    }

    private static ReportedFinding.Traits traits(Traits traits) {
        return new ReportedFinding.Traits(
                traits.scope(),
                traits.content(),
                traits.surroundings().before(),
                traits.surroundings().after());
    }

    static RuleFacts rule(Rule rule) {
        return new RuleFacts(
                rule.id(),
                rule.title(),
                rule.category().word(),
                severity(rule.severity()),
                new Effort(
                        Math.toIntExact(rule.setUp().toMinutes()),
                        Math.toIntExact(rule.each().toMinutes()),
                        rule.automatic()),
                rule.style(),
                rule.status() != Rule.Status.PREVIEW,
                firstParagraph(rule.whatToDo()));
    }

    static Coverage coverage(AnalysisResult.Coverage coverage) {
        return new Coverage(
                coverage.files(),
                coverage.analysed(),
                coverage.bytes(),
                coverage.cacheHits(),
                coverage.skipped().size(),
                coverage.skipped().stream()
                        .sorted(Comparator.comparing(ReportMapping::cannotHoldFindings))
                        .limit(MOST_SKIPPED)
                        .map(skipped -> new SkippedFile(
                                shortened(skipped.path(), LONGEST_TEXT), shortened(skipped.reason(), LONGEST_TEXT)))
                        .toList());
    }

    /** Such files come last: what somebody left out tells the reader more, and the report whose findings stay open. */
    private static boolean cannotHoldFindings(AnalysisResult.Skipped skipped) {
        return skipped.reason().equals(AnalysisResult.NOT_TEXT);
    }

    static Metrics metrics(AnalysisResult result) {
        Map<String, String> notes = new TreeMap<>();
        result.notes().forEach((name, text) -> notes.put(name, shortened(text, LONGEST_NOTE)));
        return new Metrics(
                result.languages().stream()
                        .map(language -> new LanguageMetrics(
                                language.name(), language.files(), language.lines(), language.code()))
                        .toList(),
                result.commits(),
                notes,
                result.measures().stream()
                        .limit(MOST_MEASURES)
                        .map(ReportMapping::measure)
                        .toList());
    }

    private static Measure measure(AnalysisResult.Measure measure) {
        return new Measure(
                measure.name(),
                measure.target(),
                measure.actual(),
                measure.unit(),
                measure.comparison(),
                shortened(measure.source(), LONGEST_TEXT));
    }

    private static Severity severity(dev.upkeep.engine.rule.Severity severity) {
        return switch (severity) {
            case CRITICAL -> Severity.CRITICAL;
            case HIGH -> Severity.HIGH;
            case MEDIUM -> Severity.MEDIUM;
            case LOW -> Severity.LOW;
        };
    }

    private static String firstParagraph(String markdown) {
        String text = markdown.strip();
        int end = text.indexOf("\n\n");
        return end < 0 ? text : text.substring(0, end);
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}
