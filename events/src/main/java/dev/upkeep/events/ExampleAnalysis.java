package dev.upkeep.events;

import dev.upkeep.events.FindingsScored.FindingScore;
import dev.upkeep.events.Improvement.EffortEstimate;
import dev.upkeep.events.Improvement.Evidence;
import dev.upkeep.events.Improvement.Factor;
import dev.upkeep.events.Improvement.Impact;
import dev.upkeep.events.Improvement.Quadrant;
import dev.upkeep.events.PlanScored.Phase;
import dev.upkeep.events.RepositoryChanged.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * An analysis that never took place, with everything that is said of one, from the request to the plan. Services rehearse
 * with it; it is of a size at which each step is done often enough to be learnt.
 */
public record ExampleAnalysis(
        RepositoryChanged changed,
        AnalysisStarted started,
        FindingsReported findings,
        AnalysisCompleted completed,
        FindingsScored scores,
        PlanScored plan) {

    private static final int RULES = 12;
    private static final int FINDINGS = 120;
    private static final int BUDGET_MINUTES = 480;

    /** One of a repository of its own, with ids that nothing else has. */
    public static ExampleAnalysis at(Instant now) {
        UUID id = UUID.randomUUID();
        String repositoryId = UUID.randomUUID().toString();
        RepositoryRef repository = new RepositoryRef(repositoryId, "example", "/example", "local", "main");
        CommitRef commit = new CommitRef("0".repeat(40), "refs/heads/main", now);
        List<Improvement> improvements =
                IntStream.range(0, RULES).mapToObj(ExampleAnalysis::improvement).toList();
        return new ExampleAnalysis(
                new RepositoryChanged(id, repository, commit.ref(), null, commit.sha(), Trigger.SCAN, null, now),
                new AnalysisStarted(id, repository, commit.ref(), now, null),
                new FindingsReported(
                        id,
                        repositoryId,
                        0,
                        IntStream.range(0, RULES)
                                .mapToObj(ExampleAnalysis::rule)
                                .toList(),
                        IntStream.range(0, FINDINGS)
                                .mapToObj(ExampleAnalysis::finding)
                                .toList()),
                completed(id, repository, commit, now),
                new FindingsScored(
                        id,
                        repositoryId,
                        0,
                        improvements,
                        IntStream.range(0, FINDINGS)
                                .mapToObj(number -> new FindingScore(id(number), 20, improvementId(number)))
                                .toList()),
                new PlanScored(id, repositoryId, "example", 1, BUDGET_MINUTES, phases(improvements), now));
    }

    private static AnalysisCompleted completed(UUID id, RepositoryRef repository, CommitRef commit, Instant now) {
        return new AnalysisCompleted(
                id,
                repository,
                commit,
                now,
                now,
                now,
                "example",
                1,
                FINDINGS,
                BUDGET_MINUTES,
                new Coverage(FINDINGS, FINDINGS, FINDINGS, 0, 0, List.of()),
                new Metrics(
                        List.of(new Metrics.LanguageMetrics("Rust", FINDINGS, FINDINGS, FINDINGS)),
                        FINDINGS,
                        Map.of("parser", "none"),
                        List.of(new Metrics.Measure("p95 latency", 100, 20.0, "ms", "<", "load/summary.json"))),
                null,
                IntStream.range(0, RULES).mapToObj(ExampleAnalysis::ruleId).toList());
    }

    private static String id(int number) {
        return "%064x".formatted(number);
    }

    private static String ruleId(int number) {
        return "example/rule-" + number % RULES;
    }

    private static String improvementId(int number) {
        return "example-" + number % RULES;
    }

    private static RuleFacts rule(int number) {
        Severity[] severities = Severity.values();
        return new RuleFacts(
                ruleId(number),
                "Example " + number,
                number % 2 == 0 ? "code-quality" : "dependencies",
                severities[number % severities.length],
                new Effort(15, 10, number % 3 == 0),
                number % 4 == 0,
                number % 5 != 0,
                "Change `this` to that.");
    }

    private static ReportedFinding finding(int number) {
        Severity[] severities = Severity.values();
        String name = "file" + number / 3;
        return new ReportedFinding(
                id(number),
                id(number),
                ruleId(number),
                severities[number % severities.length],
                0.9,
                "`call` number " + number + " is an example",
                "module" + number % 4 + "/src/" + name + ".rs",
                number + 1,
                number + 3,
                number % 6 == 0 ? "test" : "production",
                "module" + number % 4,
                "let number = " + number + ";",
                Map.of("count", number, "name", name),
                number % 10 / 10.0,
                number % 7,
                number % 20 == 0 ? "an example" : null,
                number % 9 == 0 ? new ReportedFinding.Fix("an example", "--- a/a\n+++ b/a\n") : null,
                new ReportedFinding.Traits(name, id(number), id(number + 1), id(number + 2)));
    }

    private static Improvement improvement(int number) {
        Quadrant[] quadrants = Quadrant.values();
        return new Improvement(
                improvementId(number),
                "Example " + number,
                number % 2 == 0 ? "code-quality" : "dependencies",
                List.of(ruleId(number)),
                "module" + number % 4,
                FINDINGS / RULES,
                FINDINGS / RULES,
                new Impact(20, "medium", List.of(new Factor("severity", 4, "the rule", 2))),
                new EffortEstimate(30, 60, 120, "small"),
                1.5,
                quadrants[number % quadrants.length],
                number % 5,
                "It is an example.",
                List.of(new Evidence(id(number), "module/src/file.rs", 1, "an example")),
                "With half the effort it would be a quick win.",
                List.of("Change `this` to that."));
    }

    private static List<Phase> phases(List<Improvement> improvements) {
        return IntStream.range(0, 5)
                .mapToObj(number -> new Phase(
                        number,
                        "Phase " + number,
                        improvements.stream()
                                .filter(improvement -> improvement.phase() == number)
                                .map(Improvement::id)
                                .toList(),
                        60,
                        0.2))
                .toList();
    }
}
