package dev.upkeep.report.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.events.FindingsScored;
import dev.upkeep.events.Improvement;
import dev.upkeep.events.PlanScored;
import dev.upkeep.events.Severity;
import dev.upkeep.report.SampleAnalysis;
import dev.upkeep.report.domain.Finding.Status;
import dev.upkeep.report.domain.Report.BaselineRef;
import dev.upkeep.report.domain.Report.FixedFinding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportAssemblyTest {

    private final Report report = SampleAnalysis.report(SampleAnalysis.parts());

    @Test
    void findingsStandWorstFirstAndKnowTheirRecommendation() {
        assertThat(report.findings()).extracting(Finding::id).containsExactly("f1", "f2", "f3", "f6", "f5", "f4");
        assertThat(report.findings().getFirst().recommendationId()).isEqualTo("i-p95");
        assertThat(report.findings().getFirst().impact()).isEqualTo(90);
    }

    @Test
    void recommendationsStandAsPlanned() {
        assertThat(report.recommendations())
                .extracting(Recommendation::id)
                .containsExactly("i-p95", "i-panic", "i-dup");
    }

    @Test
    void theOrderOfThePlanIsNotMadeAgain() {
        AnalysisParts parts = SampleAnalysis.parts();
        PlanScored plan = parts.plan();
        List<PlanScored.Phase> backwards = plan.phases().stream()
                .map(phase -> new PlanScored.Phase(
                        phase.number(),
                        phase.name(),
                        phase.improvementIds().reversed(),
                        phase.minutes(),
                        phase.impactShare()))
                .toList();
        PlanScored other = new PlanScored(
                plan.analysisId(),
                plan.repositoryId(),
                plan.scoreModel(),
                plan.parts(),
                plan.budgetMinutes(),
                backwards,
                plan.scoredAt());

        Report planned =
                SampleAnalysis.report(new AnalysisParts(parts.completed(), parts.findings(), other, parts.scores()));

        assertThat(planned.recommendations())
                .extracting(Recommendation::id)
                .containsExactly("i-p95", "i-dup", "i-panic");
    }

    @Test
    void aSuppressedFindingIsShownAndCountedNowhere() {
        assertThat(report.summary().findings()).isEqualTo(5);
        assertThat(report.summary().suppressed()).isEqualTo(1);
        assertThat(report.summary().byContext()).containsEntry("production", 4).containsEntry("test", 1);
        assertThat(report.summary().bySeverity()).containsEntry("high", 3).containsEntry("low", 0);
    }

    @Test
    void withoutABaselineEveryFindingIsNew() {
        assertThat(report.findings())
                .filteredOn(Finding::counts)
                .extracting(Finding::status)
                .containsOnly(Status.NEW);
        assertThat(report.baseline()).isNull();
    }

    @Test
    void theLedgerSaysWhatIsNewOpenReopenedAndFixed() {
        Report next = SampleAnalysis.report(SampleAnalysis.parts(), SampleAnalysis.weekBefore());

        assertThat(next.summary().byStatus())
                .isEqualTo(Map.of("new", 1, "open", 3, "reopened", 1, "suppressed", 1, "fixed", 1));
        assertThat(next.fixed()).extracting(FixedFinding::fingerprint).containsExactly("fp-gone");
        assertThat(next.summary().headlines())
                .contains("1 finding is new, 1 is reopened and 1 is fixed since commit 89e6c98d9288.");
    }

    @Test
    void aTargetIsMetMissedOrUnknown() {
        assertThat(report.kpis())
                .extracting(Kpi::status)
                .containsExactly(Kpi.Status.MISSED, Kpi.Status.MET, Kpi.Status.UNKNOWN);
    }

    @Test
    void theHeadlinesSayWhatIsBrokenAndWhatToDoFirst() {
        assertThat(report.summary().headlines())
                .containsExactly(
                        "One finding is critical: p95 is 1,734.5 ms, 17 times the target of 100 ms"
                                + " (load/result.json:12).",
                        "1 of 2 measured targets is missed: p95 latency is 1,734.5 ms, wanted < 100 ms.",
                        "Start with: Bring p95 under its target (load/result.json:12), about 6 h for 63 % of the"
                                + " total impact.",
                        "2 quick wins together take about 3.5 h and buy 37 % of the total impact.",
                        "63 % of the impact lies in the root module.",
                        "2 files of 512 could not be read or were left out; the reasons are listed.");
    }

    @Test
    void aPlaceThatTheTitleNamesIsNotNamedAgain() {
        AnalysisParts parts = SampleAnalysis.parts();
        List<FindingsScored> named =
                parts.scores().stream().map(ReportAssemblyTest::placed).toList();

        Report titled =
                SampleAnalysis.report(new AnalysisParts(parts.completed(), parts.findings(), parts.plan(), named));

        assertThat(titled.summary().headlines())
                .contains("Start with: Bring p95 under its target in load/result.json, about 6 h for 63 % of the"
                        + " total impact.");
    }

    private static FindingsScored placed(FindingsScored scored) {
        return new FindingsScored(
                scored.analysisId(),
                scored.repositoryId(),
                scored.part(),
                scored.improvements().stream()
                        .map(each -> titled(
                                each,
                                each.title() + " in "
                                        + each.evidence().getFirst().path()))
                        .toList(),
                scored.findings());
    }

    private static Improvement titled(Improvement improvement, String title) {
        return new Improvement(
                improvement.id(),
                title,
                improvement.category(),
                improvement.ruleIds(),
                improvement.module(),
                improvement.findings(),
                improvement.files(),
                improvement.impact(),
                improvement.effort(),
                improvement.priority(),
                improvement.quadrant(),
                improvement.phase(),
                improvement.rationale(),
                improvement.evidence(),
                improvement.counterfactual(),
                improvement.steps());
    }

    @Test
    void whatIsNotMendedFirstIsNotCalledCritical() {
        AnalysisParts parts = SampleAnalysis.parts();
        Report unplanned =
                SampleAnalysis.report(new AnalysisParts(parts.completed(), parts.findings(), parts.plan(), List.of()));

        assertThat(unplanned.findings()).extracting(Finding::severity).contains(Severity.CRITICAL);
        assertThat(unplanned.summary().headlines()).noneMatch(sentence -> sentence.contains("critical"));
    }

    @Test
    void aSecondLookAtTheSameCommitIsNoNews() {
        FindingLedger before = SampleAnalysis.weekBefore();
        BaselineRef sameCommit =
                new BaselineRef(before.ref().analysisId(), report.commit().sha());
        Report again = SampleAnalysis.report(SampleAnalysis.parts(), new FindingLedger(sameCommit, before.entries()));

        assertThat(again.baseline()).isEqualTo(sameCommit);
        assertThat(again.summary().headlines()).noneMatch(sentence -> sentence.contains("since commit"));
    }

    @Test
    void anEmptyAnalysisSaysSo() {
        Report empty = SampleAnalysis.report(SampleAnalysis.nothingFound());

        assertThat(empty.summary().headlines())
                .containsExactly("No rule found anything in the 3 files that were read.");
    }
}
