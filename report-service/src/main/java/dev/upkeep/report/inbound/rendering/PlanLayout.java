package dev.upkeep.report.inbound.rendering;

import dev.upkeep.report.domain.Plan.Phase;
import dev.upkeep.report.domain.Recommendation;
import dev.upkeep.report.domain.Report;
import dev.upkeep.report.domain.Wording;
import dev.upkeep.report.inbound.rendering.ReportPage.Cut;
import dev.upkeep.report.inbound.rendering.ReportPage.PhaseRow;
import dev.upkeep.report.inbound.rendering.ReportPage.Plan;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The phases, with what belongs into each. */
final class PlanLayout {

    private static final int TITLES_IN_PHASE = 12;
    private static final int PARKED = 4;

    private final Report report;
    private final Map<String, Recommendation> byId;

    PlanLayout(Report report) {
        this.report = report;
        this.byId = report.recommendations().stream()
                .collect(Collectors.toMap(Recommendation::id, Function.identity(), (first, _) -> first));
    }

    Plan plan() {
        List<PhaseRow> rows = report.plan().phases().stream()
                .sorted(Comparator.comparingInt(Phase::number))
                .map(this::phase)
                .toList();
        String intro = "All phases but the parked one take about " + Wording.duration(plannedMinutes())
                + "; phase 1 was cut to a budget of "
                + Wording.duration(report.plan().budgetMinutes()) + ".";
        return new Plan(intro, rows);
    }

    /** The likely minutes of all phases but the parked one. */
    int plannedMinutes() {
        return report.plan().phases().stream()
                .filter(phase -> phase.number() < PARKED)
                .mapToInt(Phase::minutes)
                .sum();
    }

    private PhaseRow phase(Phase phase) {
        List<String> titles = phase.recommendationIds().stream()
                .map(byId::get)
                .filter(Objects::nonNull)
                .map(RecommendationWords::title)
                .toList();
        return new PhaseRow(
                phase.number() + " " + phase.name(),
                phase.recommendationIds().size(),
                Wording.duration(phase.minutes()),
                Wording.share(phase.impactShare()),
                Cut.of(titles, TITLES_IN_PHASE));
    }
}
