package dev.upkeep.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.upkeep.events.EventCodec;
import dev.upkeep.events.FindingsScored;
import dev.upkeep.events.FindingsScored.FindingScore;
import dev.upkeep.events.Improvement;
import dev.upkeep.events.Improvement.Factor;
import dev.upkeep.events.Improvement.Quadrant;
import dev.upkeep.events.PlanScored;
import dev.upkeep.events.PlanScored.Phase;
import dev.upkeep.events.RuleFacts;
import dev.upkeep.events.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every analysis, shown on sixty seeded ones. */
class ScoreModelPropertiesTest {

    private static final EventCodec CODEC = new EventCodec();
    private static final UUID ANALYSIS = new UUID(0, 1);
    private static final double SIX_DIGITS = 1e-5;

    static LongStream seeds() {
        return RandomAnalyses.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfFindingsAndRulesDoesNotChangeOneByte(long seed) {
        RandomAnalyses random = new RandomAnalyses(seed, 120);
        String expected = json(random.plan());
        List<Sample> shuffled = new ArrayList<>(random.samples);
        List<RuleFacts> rules = new ArrayList<>(random.rules);
        rules.addAll(random.rules);
        Collections.shuffle(shuffled, random.random());
        Collections.shuffle(rules, random.random());

        ScoredPlan again = Sample.plan(random.budgetMinutes, rules, shuffled);

        assertThat(json(again)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void thePhasesNameEveryImprovementOnceAndShareTheWholeImpact(long seed) {
        ScoredPlan plan = new RandomAnalyses(seed, 120).plan();

        assertThat(plan.phases()).extracting(Phase::number).containsExactly(0, 1, 2, 3, 4);
        List<String> planned = plan.phases().stream()
                .flatMap(phase -> phase.improvementIds().stream())
                .toList();
        assertThat(planned)
                .doesNotHaveDuplicates()
                .containsExactlyElementsOf(
                        plan.improvements().stream().map(Improvement::id).toList());
        plan.improvements()
                .forEach(improvement -> assertThat(
                                plan.phases().get(improvement.phase()).improvementIds())
                        .contains(improvement.id()));
        if (!plan.improvements().isEmpty()) {
            assertThat(plan.phases().stream().mapToDouble(Phase::impactShare).sum())
                    .isEqualTo(1, within(SIX_DIGITS));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theQuickWinsFitTheBudget(long seed) {
        RandomAnalyses random = new RandomAnalyses(seed, 120);

        assertThat(random.plan().phases().get(1).minutes()).isLessThanOrEqualTo(random.budgetMinutes);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyFindingIsScoredOnceAndCountedInItsImprovement(long seed) {
        RandomAnalyses random = new RandomAnalyses(seed, 120);
        ScoredPlan plan = random.plan();

        assertThat(plan.findings())
                .extracting(FindingScore::findingId)
                .containsExactlyInAnyOrderElementsOf(
                        random.samples.stream().map(Sample::id).toList());
        Map<String, Long> members = plan.findings().stream()
                .filter(score -> score.improvementId() != null)
                .collect(Collectors.groupingBy(score -> "" + score.improvementId(), Collectors.counting()));
        plan.improvements()
                .forEach(improvement ->
                        assertThat((long) improvement.findings()).isEqualTo(members.get(improvement.id())));
        assertThat(members).hasSameSizeAs(plan.improvements());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void thePointsOfTheFactorsAddUpToTheScore(long seed) {
        for (Improvement improvement : new RandomAnalyses(seed, 120).plan().improvements()) {
            double points = improvement.impact().factors().stream()
                    .mapToDouble(Factor::points)
                    .sum();
            double product = improvement.impact().factors().stream()
                    .mapToDouble(Factor::value)
                    .reduce(1, (a, b) -> a * b);

            assertThat(points).isEqualTo(Figures.log2(improvement.impact().score()), within(1e-4));
            assertThat(product)
                    .isEqualTo(
                            improvement.impact().score(),
                            within(SIX_DIGITS * improvement.impact().score()));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aGraverOrSurerFindingNeverWeighsLess(long seed) {
        RandomAnalyses random = new RandomAnalyses(seed, 120);
        if (random.samples.isEmpty()) {
            return;
        }
        int index = random.random().nextInt(random.samples.size());
        Sample sample = random.samples.get(index);
        double before = totalOf(random.plan(), sample.id());

        random.samples.set(index, sample.severity(graver(sample.severity())));
        double graver = totalOf(random.plan(), sample.id());
        random.samples.set(index, sample.confidence(Math.min(1, sample.confidence() + 0.2)));
        double surer = totalOf(random.plan(), sample.id());

        assertThat(graver).isGreaterThanOrEqualTo(before * (1 - SIX_DIGITS));
        assertThat(surer).isGreaterThanOrEqualTo(before * (1 - SIX_DIGITS));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPlanThatFollowsItselfIsTheSame(long seed) {
        RandomAnalyses random = new RandomAnalyses(seed, 120);
        ScoredPlan first = random.plan();
        Map<String, Quadrant> quadrants =
                first.improvements().stream().collect(Collectors.toMap(Improvement::id, Improvement::quadrant));

        Analysis next = Sample.analysis(random.budgetMinutes, random.rules, random.samples, quadrants);

        assertThat(json(new ScoreModel().plan(next))).isEqualTo(json(first));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyImprovementExplainsItself(long seed) {
        for (Improvement improvement : new RandomAnalyses(seed, 120).plan().improvements()) {
            assertThat(improvement.title()).isNotBlank().doesNotEndWith(".");
            assertThat(improvement.rationale()).isNotBlank().endsWith(".").doesNotContain("..");
            assertThat(improvement.evidence()).isNotEmpty().hasSizeLessThanOrEqualTo(10);
            assertThat(improvement.steps()).isNotEmpty();
            assertThat(improvement.effort().likelyMinutes()).isGreaterThanOrEqualTo(15);
            assertThat(improvement.effort().lowMinutes())
                    .isLessThanOrEqualTo(improvement.effort().likelyMinutes());
            assertThat(improvement.effort().highMinutes())
                    .isGreaterThanOrEqualTo(improvement.effort().likelyMinutes());
        }
    }

    private static double totalOf(ScoredPlan plan, String findingId) {
        return plan.findings().stream()
                .filter(score -> score.findingId().equals(findingId))
                .flatMap(score -> plan.improvements().stream()
                        .filter(improvement -> improvement.id().equals(score.improvementId())))
                .mapToDouble(improvement -> improvement.impact().score())
                .sum();
    }

    private static Severity graver(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> Severity.CRITICAL;
            case MEDIUM -> Severity.HIGH;
            case LOW -> Severity.MEDIUM;
        };
    }

    private static String json(ScoredPlan plan) {
        byte[] scores =
                CODEC.encode(new FindingsScored(ANALYSIS, Sample.REPOSITORY, 0, plan.improvements(), plan.findings()));
        byte[] phases = CODEC.encode(
                new PlanScored(ANALYSIS, Sample.REPOSITORY, ScoreModel.VERSION, 1, 0, plan.phases(), Instant.EPOCH));
        return new String(scores, StandardCharsets.UTF_8) + new String(phases, StandardCharsets.UTF_8);
    }
}
