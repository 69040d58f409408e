package dev.upkeep.report;

import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.CommitRef;
import dev.upkeep.events.Event;
import dev.upkeep.events.FindingsReported;
import dev.upkeep.events.FindingsScored;
import dev.upkeep.events.PlanScored;
import dev.upkeep.events.RepositoryRef;
import dev.upkeep.report.domain.AnalysisParts;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The sample as an analysis of its own: other ids, another repository, another commit. */
public record RunningAnalysis(
        UUID id, String repositoryId, String commit, String ref, Instant committedAt, Instant requestedAt) {

    /** On the default branch. */
    public RunningAnalysis(UUID id, String repositoryId, String commit, Instant committedAt, Instant requestedAt) {
        this(id, repositoryId, commit, "refs/heads/main", committedAt, requestedAt);
    }

    /** All events that a report needs, in the order in which they are said. */
    public List<Event> events() {
        AnalysisParts sample = SampleAnalysis.parts();
        return Stream.of(
                        sample.findings().stream().<Event>map(this::own),
                        Stream.<Event>of(own(sample.completed())),
                        sample.scores().stream().<Event>map(this::own),
                        Stream.<Event>of(own(sample.plan())))
                .flatMap(events -> events)
                .toList();
    }

    private FindingsReported own(FindingsReported part) {
        return new FindingsReported(id, repositoryId, part.part(), part.rules(), part.findings());
    }

    private AnalysisCompleted own(AnalysisCompleted completed) {
        RepositoryRef repository = completed.repository();
        return new AnalysisCompleted(
                id,
                new RepositoryRef(
                        repositoryId,
                        repository.name(),
                        repository.cloneUrl(),
                        repository.forge(),
                        repository.defaultBranch()),
                new CommitRef(commit, ref, committedAt),
                requestedAt,
                completed.startedAt(),
                completed.completedAt(),
                completed.rulesetVersion(),
                completed.parts(),
                completed.findings(),
                completed.budgetMinutes(),
                completed.coverage(),
                completed.metrics(),
                completed.traceId(),
                completed.rules());
    }

    private FindingsScored own(FindingsScored part) {
        return new FindingsScored(id, repositoryId, part.part(), part.improvements(), part.findings());
    }

    private PlanScored own(PlanScored plan) {
        return new PlanScored(
                id,
                repositoryId,
                plan.scoreModel(),
                plan.parts(),
                plan.budgetMinutes(),
                plan.phases(),
                plan.scoredAt());
    }
}
