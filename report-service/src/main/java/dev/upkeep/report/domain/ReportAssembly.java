package dev.upkeep.report.domain;

import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.FindingsScored;
import dev.upkeep.events.FindingsScored.FindingScore;
import dev.upkeep.events.Improvement.Quadrant;
import dev.upkeep.events.ReportedFinding;
import dev.upkeep.events.RuleFacts;
import dev.upkeep.events.Severity;
import dev.upkeep.report.domain.Finding.Status;
import dev.upkeep.report.domain.FindingTracking.Tracked;
import dev.upkeep.report.domain.Report.Analysis;
import dev.upkeep.report.domain.Report.BaselineRef;
import dev.upkeep.report.domain.Report.Figures;
import dev.upkeep.report.domain.Report.FixedFinding;
import dev.upkeep.report.domain.Report.Generator;
import dev.upkeep.report.domain.Report.Rule;
import dev.upkeep.report.domain.Report.Summary;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Joins what analyser and scoring said of one analysis to its report. */
public final class ReportAssembly {

    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity)
            .thenComparing(Finding::impact, Comparator.reverseOrder())
            .thenComparing(Finding::path)
            .thenComparingInt(Finding::startLine)
            .thenComparing(Finding::ruleId)
            .thenComparing(Finding::id);

    private final AnalysisParts parts;
    private final FindingTracking tracking;
    private final Map<String, RuleFacts> rules;

    private ReportAssembly(AnalysisParts parts, FindingTracking tracking) {
        this.parts = parts;
        this.tracking = tracking;
        this.rules = parts.findings().stream()
                .flatMap(part -> part.rules().stream())
                .collect(Collectors.toMap(RuleFacts::id, Function.identity(), (first, _) -> first, TreeMap::new));
    }

    /**
     * The report of an analysis whose parts are all there.
     *
     * @param tracking the findings of these parts against what was there before
     * @param generatorVersion the version of Upkeep, for {@code generator}
     */
    public static Report assemble(AnalysisParts parts, FindingTracking tracking, String generatorVersion) {
        return new ReportAssembly(parts, tracking).report(generatorVersion);
    }

    private Report report(String generatorVersion) {
        AnalysisCompleted completed = parts.completed();
        List<Finding> findings = findings();
        Plan plan = Plan.of(parts.plan());
        List<Recommendation> recommendations = recommendations(plan);
        List<Kpi> kpis = completed.metrics().measures().stream().map(Kpi::of).toList();
        List<FixedFinding> fixed = tracking.fixed();
        List<String> headlines = new Headlines(
                        findings, recommendations, plan, kpis, earlier(completed), fixed, completed.coverage())
                .sentences();
        return new Report(
                Report.SCHEMA_VERSION,
                new Generator("upkeep", generatorVersion),
                completed.repository(),
                completed.commit(),
                analysis(completed),
                summary(findings, recommendations, fixed, headlines),
                new Figures(
                        completed.metrics().languages(),
                        completed.metrics().commits(),
                        new TreeMap<>(completed.metrics().engine())),
                findings,
                recommendations,
                plan,
                kpis,
                tracking.baseline().orElse(null),
                fixed,
                rules.values().stream().map(ReportAssembly::rule).toList());
    }

    /** The baseline, where it is of another commit: that a second look saw the same is no news. */
    private Optional<BaselineRef> earlier(AnalysisCompleted completed) {
        return tracking.baseline()
                .filter(baseline -> !baseline.commit().equals(completed.commit().sha()));
    }

    private Analysis analysis(AnalysisCompleted completed) {
        return new Analysis(
                completed.analysisId(),
                completed.startedAt(),
                completed.completedAt(),
                completed.rulesetVersion(),
                parts.plan().scoreModel(),
                completed.traceId(),
                completed.coverage());
    }

    private List<Finding> findings() {
        Map<String, FindingScore> scores = parts.scores().stream()
                .map(FindingsScored::findings)
                .flatMap(List::stream)
                .collect(Collectors.toMap(FindingScore::findingId, Function.identity(), (first, _) -> first));
        return parts.findings().stream()
                .flatMap(part -> part.findings().stream())
                .map(reported -> finding(reported, scores.get(reported.id()), tracking.of(reported.id())))
                .sorted(WORST_FIRST)
                .toList();
    }

    private Finding finding(ReportedFinding reported, @Nullable FindingScore score, Tracked history) {
        RuleFacts rule = rules.get(reported.ruleId());
        return new Finding(
                reported.id(),
                history.fingerprint(),
                reported.ruleId(),
                rule == null ? "other" : rule.category(),
                reported.severity(),
                reported.confidence(),
                reported.message(),
                reported.path(),
                reported.startLine(),
                reported.endLine(),
                reported.context(),
                history.status(),
                reported.data(),
                score == null ? 0 : score.impact(),
                score == null ? null : score.improvementId(),
                reported.fix(),
                reported.module(),
                reported.snippet(),
                reported.hotspot(),
                reported.suppression(),
                history.firstSeen(),
                history.since(),
                history.movedFrom());
    }

    /** In the order of the plan, whatever made it: what comes first is scoring's to say. */
    private List<Recommendation> recommendations(Plan plan) {
        List<String> planned = plan.phases().stream()
                .flatMap(phase -> phase.recommendationIds().stream())
                .toList();
        Map<String, Integer> places = new HashMap<>();
        planned.forEach(id -> places.put(id, places.size()));
        return parts.scores().stream()
                .flatMap(part -> part.improvements().stream())
                .map(Recommendation::of)
                .sorted(Comparator.comparingInt((Recommendation each) -> places.getOrDefault(each.id(), planned.size()))
                        .thenComparing(Recommendation::id))
                .toList();
    }

    private Summary summary(
            List<Finding> findings,
            List<Recommendation> recommendations,
            List<FixedFinding> fixed,
            List<String> headlines) {
        List<Finding> counting = findings.stream().filter(Finding::counts).toList();
        Map<String, Integer> bySeverity = new LinkedHashMap<>();
        for (Severity severity : Severity.values()) {
            bySeverity.put(name(severity), 0);
        }
        bySeverity.putAll(counts(counting, finding -> name(finding.severity())));
        Map<String, Integer> byQuadrant = new LinkedHashMap<>();
        for (Quadrant quadrant : Quadrant.values()) {
            byQuadrant.put(name(quadrant), 0);
        }
        byQuadrant.putAll(counts(recommendations, recommendation -> name(recommendation.quadrant())));
        return new Summary(
                counting.size(),
                bySeverity,
                counts(counting, Finding::category),
                counts(counting, Finding::context),
                byQuadrant,
                findings.size() - counting.size(),
                fixed.size(),
                headlines,
                byStatus(findings, fixed),
                tracking.unseen());
    }

    private static Map<String, Integer> byStatus(List<Finding> findings, List<FixedFinding> fixed) {
        Map<String, Integer> byStatus = new LinkedHashMap<>();
        for (Status status : Status.values()) {
            byStatus.put(name(status), 0);
        }
        byStatus.putAll(counts(findings, finding -> name(finding.status())));
        byStatus.put("fixed", fixed.size());
        return byStatus;
    }

    private static <T> Map<String, Integer> counts(List<T> things, Function<T, String> key) {
        return things.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.summingInt(_ -> 1)));
    }

    private static Rule rule(RuleFacts facts) {
        return new Rule(facts.id(), facts.title(), facts.category(), name(facts.severity()), facts.advice());
    }

    /** The name of a constant as the JSON writes it: {@code QUICK_WIN} is {@code quick-win}. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
