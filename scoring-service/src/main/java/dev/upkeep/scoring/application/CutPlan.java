package dev.upkeep.scoring.application;

import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.FindingsReported;
import dev.upkeep.events.FindingsScored;
import dev.upkeep.events.Improvement;
import dev.upkeep.events.Improvement.Quadrant;
import dev.upkeep.events.PlanScored;
import dev.upkeep.events.ScoringEvent;
import dev.upkeep.scoring.domain.Analysis;
import dev.upkeep.scoring.domain.ScoreModel;
import dev.upkeep.scoring.domain.ScoredPlan;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Cuts the plan of a complete analysis, inside the transaction of the event that completed it. */
@ApplicationScoped
class CutPlan {

    private final ScoreModel model = new ScoreModel();
    private final ScoreParts parts = new ScoreParts();
    private final Clock clock;

    CutPlan(Clock clock) {
        this.clock = clock;
    }

    Uni<ScoredPlan> cut(StoreSession session, AnalysisCompleted completed) {
        return Uni.combine()
                .all()
                .unis(session.parts(completed.analysisId()), session.previousQuadrants(completed, ScoreModel.VERSION))
                .asTuple()
                .chain(known -> plan(analysis(completed, known.getItem1(), known.getItem2())))
                .call(plan -> keep(session, completed, plan));
    }

    /** On a worker: thousands of findings take longer than an event loop may be held. */
    private Uni<ScoredPlan> plan(Analysis analysis) {
        return Uni.createFrom()
                .item(() -> model.plan(analysis))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Uni<Void> keep(StoreSession session, AnalysisCompleted completed, ScoredPlan plan) {
        return session.keepQuadrants(completed, ScoreModel.VERSION, quadrants(plan))
                .chain(() -> session.publishAfterCommit(events(completed, plan)))
                .chain(() -> session.drop(completed.analysisId()));
    }

    private List<ScoringEvent> events(AnalysisCompleted completed, ScoredPlan plan) {
        List<FindingsScored> scores = parts.of(completed.analysisId(), completed.repositoryId(), plan);
        List<ScoringEvent> events = new ArrayList<>(scores);
        events.add(new PlanScored(
                completed.analysisId(),
                completed.repositoryId(),
                ScoreModel.VERSION,
                scores.size(),
                completed.budgetMinutes(),
                plan.phases(),
                clock.instant()));
        return events;
    }

    private static Analysis analysis(
            AnalysisCompleted completed, List<FindingsReported> parts, Map<String, Quadrant> previous) {
        return new Analysis(
                completed.repositoryId(),
                completed.budgetMinutes(),
                parts.stream().flatMap(part -> part.rules().stream()).distinct().toList(),
                parts.stream().flatMap(part -> part.findings().stream()).toList(),
                previous);
    }

    private static Map<String, Quadrant> quadrants(ScoredPlan plan) {
        return plan.improvements().stream().collect(Collectors.toMap(Improvement::id, Improvement::quadrant));
    }
}
