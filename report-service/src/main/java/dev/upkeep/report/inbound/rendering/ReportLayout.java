package dev.upkeep.report.inbound.rendering;

import dev.upkeep.events.Coverage;
import dev.upkeep.events.Improvement.Evidence;
import dev.upkeep.events.Severity;
import dev.upkeep.report.domain.Category;
import dev.upkeep.report.domain.Finding;
import dev.upkeep.report.domain.Kpi;
import dev.upkeep.report.domain.Recommendation;
import dev.upkeep.report.domain.Report;
import dev.upkeep.report.domain.Wording;
import dev.upkeep.report.inbound.rendering.ReportPage.Card;
import dev.upkeep.report.inbound.rendering.ReportPage.Chapter;
import dev.upkeep.report.inbound.rendering.ReportPage.Cut;
import dev.upkeep.report.inbound.rendering.ReportPage.Fact;
import dev.upkeep.report.inbound.rendering.ReportPage.Place;
import dev.upkeep.report.inbound.rendering.ReportPage.Skipped;
import dev.upkeep.report.inbound.rendering.ReportPage.Target;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Chooses what a page shows of a report, and words it. */
final class ReportLayout {

    private static final int CRITICAL = 12;
    private static final int CARDS_IN_CHAPTER = 6;
    private static final int PLACES = 5;
    private static final int FIXED = 20;
    private static final int SKIPPED = 30;

    private final Report report;
    private final SourceLinks links;
    private final ChangeWords changes;
    private final RecommendationWords words;
    private final PlanLayout plan;

    private ReportLayout(Report report) {
        this.report = report;
        this.links = SourceLinks.of(report);
        this.changes = new ChangeWords(report);
        this.words = new RecommendationWords(report.recommendations());
        this.plan = new PlanLayout(report);
    }

    /** The page of a report. */
    static ReportPage of(Report report) {
        return new ReportLayout(report).page();
    }

    private ReportPage page() {
        List<Card> critical = report.recommendations().stream()
                .filter(recommendation -> recommendation.phase() == 0)
                .map(this::card)
                .toList();
        return new ReportPage(
                Wording.printable(report.repository().name()),
                subtitle(),
                report.summary().headlines(),
                glance(),
                Cut.of(critical, CRITICAL),
                chapters(),
                notRanked(),
                plan.plan(),
                report.kpis().stream().map(ReportLayout::target).toList(),
                new BalanceLayout(report.recommendations(), words).balance(),
                Cut.of(report.fixed().stream().map(this::fixed).toList(), FIXED),
                MethodFacts.of(report),
                skipped());
    }

    private String subtitle() {
        String sha = "`" + Wording.shortSha(report.commit().sha()) + "`";
        String moment = Wording.moment(report.commit().committedAt());
        return Wording.isFolder(report.commit().sha())
                ? "A folder without commits, as it was on " + moment + " (" + sha + ")"
                : "Commit " + sha + " of `" + Wording.printable(report.commit().ref()) + "`, committed " + moment;
    }

    private List<Fact> glance() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Findings", Wording.number(report.summary().findings())));
        List<Finding> counting =
                report.findings().stream().filter(Finding::counts).toList();
        for (Severity severity : Severity.values()) {
            long count = counting.stream()
                    .filter(finding -> !finding.standsApart() && finding.severity() == severity)
                    .count();
            facts.add(new Fact(
                    RecommendationWords.capitalised(severity.name().toLowerCase(Locale.ROOT)), Wording.number(count)));
        }
        facts.add(new Fact(
                "In tests and the like",
                Wording.number(counting.stream().filter(Finding::standsApart).count())));
        facts.addAll(changes.glance());
        facts.add(new Fact(
                "Recommendations", Wording.number(report.recommendations().size())));
        facts.add(new Fact("Work planned", Wording.duration(plan.plannedMinutes())));
        return facts;
    }

    private Card card(Recommendation recommendation) {
        List<Place> places = recommendation.evidence().stream()
                .limit(PLACES)
                .map(this::place)
                .toList();
        int more = recommendation.findings() - places.size();
        return new Card(
                recommendation.id(),
                Wording.oneLine(recommendation.title()),
                recommendation.impact().level(),
                words.facts(recommendation),
                Wording.oneLine(recommendation.rationale()),
                places,
                more <= 0
                        ? null
                        : "and " + Wording.number(more) + " more, in " + Wording.count(recommendation.files(), "file")
                                + " in all",
                recommendation.steps().stream().map(Wording::oneLine).toList(),
                recommendation.counterfactual() == null ? null : Wording.oneLine(recommendation.counterfactual()));
    }

    private Place place(Evidence evidence) {
        return new Place(
                Wording.place(evidence.path(), evidence.line()),
                links.address(evidence.path(), evidence.line()),
                Wording.oneLine(evidence.message()),
                changes.of(evidence.findingId()));
    }

    private List<Chapter> chapters() {
        Map<Category, List<Recommendation>> byCategory = report.recommendations().stream()
                .collect(Collectors.groupingBy(
                        recommendation -> Category.of(recommendation.category()),
                        () -> new EnumMap<>(Category.class),
                        Collectors.toList()));
        return byCategory.entrySet().stream()
                .map(entry -> chapter(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Chapter chapter(Category category, List<Recommendation> recommendations) {
        List<Recommendation> later = recommendations.stream()
                .filter(recommendation -> recommendation.phase() > 0)
                .toList();
        int minutes = recommendations.stream()
                .mapToInt(recommendation -> recommendation.effort().minutes().likely())
                .sum();
        double impact = recommendations.stream().mapToDouble(words::share).sum();
        int above = recommendations.size() - later.size();
        String intro = Wording.count(recommendations.size(), "recommendation") + " with " + Wording.share(impact)
                + " of the total impact, about " + Wording.duration(minutes) + "."
                + (above == 0
                        ? ""
                        : " " + Wording.number(above) + " of them " + (above == 1 ? "is" : "are")
                                + " critical and stand" + (above == 1 ? "s" : "") + " above.");
        return new Chapter(
                category.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                category.title(),
                intro,
                Cut.of(later.stream().map(this::card).toList(), CARDS_IN_CHAPTER));
    }

    private List<String> notRanked() {
        List<Finding> unranked = report.findings().stream()
                .filter(finding -> finding.counts() && finding.recommendationId() == null)
                .toList();
        List<String> sentences = new ArrayList<>();
        if (!unranked.isEmpty()) {
            Map<String, Long> byContext = unranked.stream()
                    .collect(Collectors.groupingBy(Finding::context, TreeMap::new, Collectors.counting()));
            sentences.add(Wording.count(unranked.size(), "finding") + " "
                    + (unranked.size() == 1 ? "is" : "are") + " reported but in no recommendation, by context: "
                    + byContext.entrySet().stream()
                            .map(entry -> entry.getKey() + " " + Wording.number(entry.getValue()))
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        if (report.summary().suppressed() > 0) {
            sentences.add(Wording.count(report.summary().suppressed(), "finding")
                    + (report.summary().suppressed() == 1 ? " is" : " are")
                    + " suppressed by the repository and counted nowhere.");
        }
        changes.unseen().ifPresent(sentences::add);
        return sentences;
    }

    private static Target target(Kpi kpi) {
        String unit = kpi.unit().isEmpty() ? "" : " " + Wording.oneLine(kpi.unit());
        Double actual = kpi.actual();
        return new Target(
                Wording.oneLine(kpi.name()),
                kpi.comparison() + " " + Wording.number(kpi.target()) + unit,
                actual == null ? "not measured" : Wording.number(actual) + unit,
                kpi.status().name().toLowerCase(Locale.ROOT),
                Wording.oneLine(kpi.source()));
    }

    private Place fixed(Report.FixedFinding finding) {
        return new Place(
                Wording.place(finding.path(), finding.startLine()),
                null,
                Wording.oneLine(finding.message()),
                changes.of(finding));
    }

    private Cut<Skipped> skipped() {
        Coverage coverage = report.analysis().coverage();
        List<Skipped> shown = coverage.skipped().stream()
                .limit(SKIPPED)
                .map(file -> new Skipped(Wording.printable(file.path()), Wording.oneLine(file.reason())))
                .toList();
        return new Cut<>(shown, Math.max(0, coverage.skippedTotal() - shown.size()));
    }
}
