package dev.upkeep.scoring.domain;

import dev.upkeep.events.FindingsScored.FindingScore;
import dev.upkeep.events.Improvement;
import dev.upkeep.events.Improvement.Evidence;
import dev.upkeep.events.ReportedFinding;
import dev.upkeep.events.RuleFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The score model: {@code docs/scoring.md} explains it with a worked example. Stateless, thread-safe. */
public final class ScoreModel {

    /** Changes with any figure or formula of this package; plans of different versions are not compared. */
    public static final String VERSION = "4";

    private static final int EVIDENCE = 10;
    private static final int MESSAGE_LENGTH = 400;

    /**
     * The plan of an analysis. The same analysis gives the same plan to the last digit, in whatever order its findings
     * came.
     *
     * @throws IllegalStateException where a finding names a rule whose facts are missing or contradict each other
     */
    public ScoredPlan plan(Analysis analysis) {
        List<ScoredFinding> ranked = ranked(analysis);
        List<Draft> drafts = RootCauses.group(analysis.repositoryId(), ranked).stream()
                .map(group -> Draft.of(group, analysis.previous().get(group.id())))
                .toList();
        Phases phases = Phases.cut(drafts, analysis.budgetMinutes());
        return new ScoredPlan(improvements(phases), scores(analysis, drafts), phases.asEvent());
    }

    private static List<ScoredFinding> ranked(Analysis analysis) {
        Map<String, RuleFacts> rules =
                analysis.rules().stream().distinct().collect(Collectors.toMap(RuleFacts::id, Function.identity()));
        List<ScoredFinding> ranked = new ArrayList<>();
        for (ReportedFinding finding : analysis.findings()) {
            RuleFacts rule = rules.get(finding.ruleId());
            if (rule == null) {
                throw new IllegalStateException("no facts of rule " + finding.ruleId());
            }
            if (rule.ranked() && finding.suppression() == null && FindingImpact.isLikely(finding)) {
                ranked.add(ScoredFinding.of(finding, rule));
            }
        }
        return ranked;
    }

    private static List<Improvement> improvements(Phases phases) {
        List<Improvement> improvements = new ArrayList<>();
        for (int phase = 0; phase < phases.drafts().size(); phase++) {
            for (Draft draft : phases.drafts().get(phase)) {
                improvements.add(improvement(draft, phase, phases));
            }
        }
        return improvements;
    }

    private static Improvement improvement(Draft draft, int phase, Phases plan) {
        Group group = draft.group();
        return new Improvement(
                group.id(),
                Title.of(group),
                group.worst().rule().category(),
                group.rules().stream().map(RuleFacts::id).toList(),
                group.worst().finding().module(),
                group.size(),
                Math.toIntExact(group.files()),
                draft.impact(),
                draft.effort(),
                draft.priority(),
                draft.quadrant(),
                phase,
                Rationale.of(draft, phase, plan),
                group.findings().stream()
                        .limit(EVIDENCE)
                        .map(ScoreModel::evidence)
                        .toList(),
                Counterfactual.of(draft, phase, plan),
                Steps.of(group));
    }

    private static Evidence evidence(ScoredFinding scored) {
        ReportedFinding finding = scored.finding();
        String message = Words.clipped(finding.message(), MESSAGE_LENGTH);
        return new Evidence(finding.id(), finding.path(), finding.startLine(), message);
    }

    /** What is not {@link #ranked} is listed with the rest, at impact 0 and without a place. */
    private static List<FindingScore> scores(Analysis analysis, List<Draft> drafts) {
        Map<String, FindingScore> ranked = new HashMap<>();
        for (Draft draft : drafts) {
            for (ScoredFinding scored : draft.group().findings()) {
                String id = scored.finding().id();
                ranked.put(id, new FindingScore(id, scored.impact(), draft.id()));
            }
        }
        return analysis.findings().stream()
                .map(ReportedFinding::id)
                .sorted(Comparator.naturalOrder())
                .map(id -> ranked.getOrDefault(id, new FindingScore(id, 0, null)))
                .toList();
    }
}
