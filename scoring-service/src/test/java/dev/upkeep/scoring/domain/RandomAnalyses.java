package dev.upkeep.scoring.domain;

import dev.upkeep.events.Effort;
import dev.upkeep.events.RuleFacts;
import dev.upkeep.events.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Analyses of every shape that the events allow, the same for the same seed. */
final class RandomAnalyses {

    private static final List<String> RULES = List.of(
            "rust/panicking-call",
            "any/oversized-file",
            "any/hotspot",
            "any/todo-comment",
            "load-test/slow-p95",
            "load-test/error-rate-over-target",
            "docker/no-dependency-layer",
            "sql/missing-index");

    private static final List<String> CONTEXTS = List.of(
            "production", "production", "production", "test", "script", "generated", "unreachable", "from-the-future");

    static final List<Severity> SEVERITIES = List.of(Severity.values());

    private final Random random;
    final List<RuleFacts> rules;
    final List<Sample> samples;
    final int budgetMinutes;

    RandomAnalyses(long seed, int most) {
        random = new Random(seed);
        rules = RULES.stream().map(this::rule).toList();
        samples = new ArrayList<>(IntStream.range(0, random.nextInt(most + 1))
                .mapToObj(this::sample)
                .toList());
        budgetMinutes = random.nextInt(1200);
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    Random random() {
        return random;
    }

    ScoredPlan plan() {
        return Sample.plan(budgetMinutes, rules, samples);
    }

    private RuleFacts rule(String id) {
        return new RuleFacts(
                id,
                "Title of " + id,
                "code-quality",
                Severity.MEDIUM,
                new Effort(random.nextInt(60), random.nextInt(60), false),
                id.endsWith("todo-comment"),
                random.nextInt(10) > 0,
                "Advice for " + id);
    }

    private Sample sample(int number) {
        Sample sample = Sample.of("finding-" + number, RULES.get(random.nextInt(RULES.size())))
                .severity(SEVERITIES.get(random.nextInt(4)))
                .confidence(random.nextDouble())
                .at("module-%d/file-%d.rs".formatted(random.nextInt(4), random.nextInt(9)), 1 + random.nextInt(500))
                .context(CONTEXTS.get(random.nextInt(CONTEXTS.size())))
                .module("module-" + random.nextInt(4))
                .hotspot(random.nextBoolean() ? random.nextDouble() : null)
                .dependents(random.nextBoolean() ? random.nextInt(100) : null)
                .suppressed(random.nextInt(20) == 0 ? "accepted" : null);
        return withData(sample);
    }

    private Sample withData(Sample sample) {
        return switch (random.nextInt(12)) {
            case 0 -> sample.data("evidence", "load/results.json");
            case 1 -> sample.data("urgent", true);
            case 2 -> sample.data("testsNear", false);
            case 3 -> sample.patched();
            default -> sample;
        };
    }
}
