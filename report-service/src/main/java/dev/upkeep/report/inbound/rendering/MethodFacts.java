package dev.upkeep.report.inbound.rendering;

import dev.upkeep.events.Coverage;
import dev.upkeep.report.domain.Report;
import dev.upkeep.report.domain.Wording;
import dev.upkeep.report.inbound.rendering.ReportPage.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How a report was measured: everything that somebody needs who wants the same figures again. */
final class MethodFacts {

    private static final int LANGUAGES = 8;

    private MethodFacts() {}

    static List<Fact> of(Report report) {
        Report.Analysis analysis = report.analysis();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Repository", Wording.printable(report.repository().cloneUrl())));
        facts.add(new Fact("Commit", Wording.printable(report.commit().sha())));
        facts.add(new Fact("Analysed", analysis.startedAt() + ", in " + seconds(analysis)));
        facts.add(new Fact("Coverage", coverage(analysis.coverage())));
        if (!report.metrics().languages().isEmpty()) {
            facts.add(new Fact("Languages", languages(report)));
        }
        Integer commits = report.metrics().commits();
        facts.add(new Fact(
                "History",
                commits == null
                        ? "shallow or missing: change frequency was not used"
                        : Wording.count(commits, "commit")));
        facts.add(new Fact("Ruleset", analysis.rulesetVersion()));
        facts.add(new Fact("Score model", analysis.scoreModel()));
        report.metrics()
                .engine()
                .forEach((name, value) -> facts.add(new Fact("Engine, " + name, Wording.oneLine(value))));
        facts.add(new Fact(
                "Written by",
                report.generator().name() + " " + report.generator().version()));
        facts.add(new Fact("Analysis", analysis.id().toString()));
        if (analysis.traceId() != null) {
            facts.add(new Fact("Trace", analysis.traceId()));
        }
        return facts;
    }

    private static String seconds(Report.Analysis analysis) {
        double seconds =
                Duration.between(analysis.startedAt(), analysis.completedAt()).toMillis() / 1000.0;
        return Wording.number(Math.max(0, seconds)) + " s";
    }

    private static String coverage(Coverage coverage) {
        return Wording.number(coverage.analysed()) + " of " + Wording.count(coverage.files(), "file") + " read ("
                + Wording.bytes(coverage.bytes()) + "), " + Wording.number(coverage.cacheHits())
                + " answered from the cache, " + Wording.number(coverage.skippedTotal()) + " skipped";
    }

    private static String languages(Report report) {
        String shown = report.metrics().languages().stream()
                .limit(LANGUAGES)
                .map(language -> language.name() + " " + Wording.count(language.code(), "line") + " in "
                        + Wording.count(language.files(), "file"))
                .collect(Collectors.joining("; "));
        int more = report.metrics().languages().size() - LANGUAGES;
        return more > 0 ? shown + "; and " + more + " more" : shown;
    }
}
