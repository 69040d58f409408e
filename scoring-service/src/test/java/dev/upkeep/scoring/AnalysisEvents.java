package dev.upkeep.scoring;

import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.AnalysisRefused;
import dev.upkeep.events.CommitRef;
import dev.upkeep.events.Coverage;
import dev.upkeep.events.Effort;
import dev.upkeep.events.EventIds;
import dev.upkeep.events.FindingsReported;
import dev.upkeep.events.Metrics;
import dev.upkeep.events.ReportedFinding;
import dev.upkeep.events.RepositoryRef;
import dev.upkeep.events.RuleFacts;
import dev.upkeep.events.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What an analyser says of one repository, in parts of equal size. */
record AnalysisEvents(String name, int parts, int findingsEach) {

    private static final Instant TIME = Instant.parse("2026-11-23T08:00:00Z");
    private static final RuleFacts RULE = new RuleFacts(
            "rust/panicking-call",
            "Call that panics instead of returning an error",
            "code-quality",
            Severity.HIGH,
            new Effort(15, 10, false),
            false,
            true,
            "Return a `Result`.");

    UUID analysisId() {
        return EventIds.of("test", name);
    }

    String repositoryId() {
        return EventIds.of("test-repository", name).toString();
    }

    FindingsReported part(int number) {
        List<ReportedFinding> findings = IntStream.range(0, findingsEach)
                .mapToObj(i -> finding(number * findingsEach + i))
                .toList();
        return new FindingsReported(analysisId(), repositoryId(), number, List.of(RULE), findings);
    }

    AnalysisCompleted completed() {
        return new AnalysisCompleted(
                analysisId(),
                repository(),
                new CommitRef("c0ffee", "refs/heads/main", TIME),
                TIME,
                TIME,
                TIME,
                "1",
                parts,
                parts * findingsEach,
                40 * 60,
                new Coverage(1, 1, 1, 0, 0, List.of()),
                new Metrics(List.of(), null, Map.of(), List.of()),
                null,
                null);
    }

    AnalysisRefused refused() {
        return new AnalysisRefused(
                analysisId(),
                repository(),
                "refs/heads/main",
                AnalysisRefused.Reason.TOO_SLOW,
                "took too long",
                TIME,
                null);
    }

    private RepositoryRef repository() {
        return new RepositoryRef(repositoryId(), name, "https://example.org/" + name, "git", "main");
    }

    private static ReportedFinding finding(int number) {
        return new ReportedFinding(
                "finding-" + number,
                "%064x".formatted(number),
                RULE.id(),
                Severity.HIGH,
                0.9,
                "`unwrap` ends the thread when it fails",
                "crates/part-%d/src/file-%d.rs".formatted(number % 40, number % 400),
                1 + number,
                1 + number,
                "production",
                "crates/part-%d".formatted(number % 40),
                "let value = input.unwrap();",
                Map.of(),
                dependents(number) == null ? null : 0.5,
                dependents(number),
                null,
                null,
                null);
    }

    private static @Nullable Integer dependents(int number) {
        return number % 2 == 0 ? null : number % 7;
    }
}
