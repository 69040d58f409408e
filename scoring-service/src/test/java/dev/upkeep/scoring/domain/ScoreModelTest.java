package dev.upkeep.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.upkeep.events.FindingsScored.FindingScore;
import dev.upkeep.events.Improvement;
import dev.upkeep.events.Improvement.Factor;
import dev.upkeep.events.Improvement.Quadrant;
import dev.upkeep.events.PlanScored.Phase;
import dev.upkeep.events.RuleFacts;
import dev.upkeep.events.Severity;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScoreModelTest {

    private static final RuleFacts PANIC = Sample.risk("rust/panicking-call");
    private static final RuleFacts TODO = Sample.style("any/todo-comment");
    private static final int WEEK = 40 * 60;

    @Test
    void fiveHundredNitsNeverOutrankOneOutage() {
        Sample outage = Sample.of("outage", PANIC.id()).severity(Severity.CRITICAL);
        Stream<Sample> nits = IntStream.range(0, 500)
                .mapToObj(i ->
                        Sample.of("nit-" + i, TODO.id()).severity(Severity.LOW).at("src/a.rs", i + 1));

        ScoredPlan plan = Sample.plan(
                WEEK,
                List.of(PANIC, TODO),
                Stream.concat(nits, Stream.of(outage)).toList());

        Improvement first = plan.improvements().getFirst();
        assertThat(first.ruleIds()).containsExactly(PANIC.id());
        assertThat(first.impact().score())
                .isGreaterThan(plan.improvements().get(1).impact().score());
    }

    @Test
    void fiveHundredLowRisksStayBelowOneCriticalToo() {
        List<Sample> risks = IntStream.range(0, 500)
                .mapToObj(i -> Sample.of("risk-" + i, PANIC.id()).severity(Severity.LOW))
                .toList();

        double score = only(Sample.plan(WEEK, List.of(PANIC), risks)).impact().score();

        assertThat(score).isLessThan(30).isGreaterThan(10);
    }

    @Test
    void equalNitsAddUpAsThePowerThatTheModelNames() {
        List<Sample> nits = IntStream.range(0, 20)
                .mapToObj(i -> Sample.of("nit-" + i, TODO.id()).severity(Severity.LOW))
                .toList();

        double score = only(Sample.plan(WEEK, List.of(TODO), nits)).impact().score();

        assertThat(score).isEqualTo(Math.pow(20, 0.7), within(1e-4));
    }

    @Test
    void theOtherPlacesOfOneFileAreNamedByTheirLinesAndThoseOfSeveralByTheirFiles() {
        Sample first = Sample.of("a", PANIC.id()).severity(Severity.HIGH).at("src/main.rs", 9);
        Sample second = Sample.of("b", PANIC.id()).at("src/main.rs", 30);
        Sample third = Sample.of("c", PANIC.id()).at("src/main.rs", 12);
        Sample elsewhere = Sample.of("d", PANIC.id()).at("src/shop.rs", 4);

        assertThat(only(plan(first, second)).steps())
                .last()
                .isEqualTo("Go on with the other place in this file, line 30.");
        assertThat(only(plan(first, second, third)).steps())
                .last()
                .isEqualTo("Go on with the other 2 places in this file, lines 12, 30.");
        assertThat(only(plan(first, second, elsewhere)).steps())
                .last()
                .isEqualTo("Go on with the other 2 places: `src/main.rs`, `src/shop.rs`.");
    }

    @Test
    void aCriticalFindingInProductionComesFirstWhateverItCosts() {
        Sample critical =
                Sample.of("critical", PANIC.id()).severity(Severity.CRITICAL).confidence(0.7);

        assertThat(only(plan(critical)).phase()).isZero();
        assertThat(only(plan(critical)).impact().level()).isEqualTo("critical");
        assertThat(only(plan(critical.confidence(0.69))).phase()).isEqualTo(1);
        assertThat(only(plan(critical.context("test"))).phase()).isNotZero();
    }

    @Test
    void aFindingOutsideProductionIsDampedAndPlannedApart() {
        Sample inProduction = Sample.of("a", PANIC.id()).severity(Severity.HIGH);
        Sample inTest = Sample.of("b", PANIC.id()).severity(Severity.HIGH).context("test");

        ScoredPlan plan = plan(inProduction, inTest);

        assertThat(plan.improvements()).hasSize(2);
        assertThat(plan.findings()).extracting(FindingScore::impact).containsExactly(10.0, 0.2);
        assertThat(plan.improvements())
                .filteredOn(improvement -> improvement.impact().score() < 1)
                .singleElement()
                .matches(improvement -> improvement.phase() == 4);
    }

    @Test
    void whatDoesNotWorkCountsInFullHoweverSeldomItsFileChanges() {
        Sample broken = Sample.of("broken", "ci/build-context-missing")
                .severity(Severity.HIGH)
                .confidence(0.85)
                .hotspot(0.0)
                .data("urgent", true);
        Sample works = Sample.of("works", PANIC.id())
                .severity(Severity.HIGH)
                .confidence(0.85)
                .hotspot(0.0);

        ScoredPlan plan =
                Sample.plan(WEEK, List.of(PANIC, Sample.risk("ci/build-context-missing")), List.of(broken, works));

        assertThat(plan.improvements()).extracting(Improvement::phase).containsExactly(1, 3);
        assertThat(plan.findings()).extracting(FindingScore::impact).containsExactly(12.75, 4.25);
    }

    @Test
    void aSeriousContradictionWeighsAThirdMoreWithoutBeingUrgent() {
        RuleFacts truth = new RuleFacts(
                "deploy/port-mismatch",
                "Ports contradict each other",
                "build-truth",
                Severity.HIGH,
                PANIC.effort(),
                false,
                true,
                "Mend it.");
        Sample serious =
                Sample.of("a", truth.id()).severity(Severity.HIGH).confidence(1).hotspot(0.0);
        Sample mild = serious.severity(Severity.MEDIUM);

        Improvement worse = only(Sample.plan(WEEK, List.of(truth), List.of(serious)));

        assertThat(worse.impact().score()).isEqualTo(13.5);
        assertThat(worse.rationale()).contains("it does not work as it is written");
        assertThat(only(Sample.plan(WEEK, List.of(truth), List.of(mild)))
                        .impact()
                        .score())
                .isEqualTo(1.5);
    }

    @Test
    void amongQuickWinsWhatDoesNotWorkComesFirst() {
        Sample broken = Sample.of("broken", "ci/build-context-missing")
                .severity(Severity.HIGH)
                .data("urgent", true);
        Sample dearer = Sample.of("dearer", PANIC.id()).severity(Severity.HIGH).hotspot(1.0);

        ScoredPlan plan =
                Sample.plan(WEEK, List.of(PANIC, Sample.risk("ci/build-context-missing")), List.of(broken, dearer));

        assertThat(plan.improvements())
                .extracting(
                        Improvement::phase, improvement -> improvement.ruleIds().getFirst())
                .containsExactly(tuple(1, "ci/build-context-missing"), tuple(1, PANIC.id()));
    }

    @Test
    void aMeasurementCountsInFullWhereverItsFileLies() {
        RuleFacts slow = Sample.risk("load-test/slow-p95");
        Sample measured = Sample.of("a", slow.id()).severity(Severity.HIGH).context("documentation");

        assertThat(only(Sample.plan(WEEK, List.of(slow), List.of(measured)))
                        .impact()
                        .score())
                .isEqualTo(10);
    }

    @Test
    void whatItsRuleIsHardlySureOfIsListedButNotRanked() {
        Sample doubtful = Sample.of("a", PANIC.id()).confidence(0.29);

        ScoredPlan plan = plan(doubtful);

        assertThat(plan.improvements()).isEmpty();
        assertThat(plan.findings()).containsExactly(new FindingScore("a", 0, null));
        assertThat(only(plan(doubtful.confidence(0.3))).impact().score()).isPositive();
    }

    @Test
    void suppressedAndPreviewFindingsAreListedButNotRanked() {
        RuleFacts preview = Sample.rule("any/preview", false, false);
        List<Sample> samples = List.of(Sample.of("a", PANIC.id()).suppressed("accepted"), Sample.of("b", preview.id()));

        ScoredPlan plan = Sample.plan(WEEK, List.of(PANIC, preview), samples);

        assertThat(plan.improvements()).isEmpty();
        assertThat(plan.findings()).containsExactly(new FindingScore("a", 0, null), new FindingScore("b", 0, null));
    }

    @Test
    void theFiguresOfOneLoadTestRunAreOneImprovement() {
        RuleFacts slow = Sample.risk("load-test/slow-p95");
        RuleFacts failing = Sample.risk("load-test/all-requests-failed");
        List<Sample> samples = List.of(
                Sample.of("a", slow.id()).severity(Severity.HIGH).at("load/run.txt", 4),
                Sample.of("b", failing.id()).severity(Severity.CRITICAL).at("load/run.txt", 2),
                Sample.of("c", slow.id()).severity(Severity.HIGH).at("load/other.txt", 4));

        ScoredPlan plan = Sample.plan(WEEK, List.of(slow, failing), samples);

        assertThat(plan.improvements()).hasSize(2);
        Improvement run = plan.improvements().getFirst();
        assertThat(run.ruleIds()).containsExactly(failing.id(), slow.id());
        assertThat(run.title())
                .isEqualTo("Problem of load-test/all-requests-failed in load/run.txt"
                        + " (with 1 more finding of the same cause)");
    }

    @Test
    void anOversizedHotspotIsSplitOnceApartFromTheOthers() {
        RuleFacts oversized = Sample.risk("any/oversized-file");
        RuleFacts hotspot = Sample.risk("any/hotspot");
        List<Sample> samples = List.of(
                Sample.of("a", oversized.id()).at("src/a.rs", 1),
                Sample.of("b", hotspot.id()).at("src/a.rs", 1),
                Sample.of("c", oversized.id()).at("src/c.rs", 1));

        ScoredPlan plan = Sample.plan(WEEK, List.of(oversized, hotspot), samples);

        assertThat(plan.improvements()).extracting(Improvement::findings).containsExactlyInAnyOrder(2, 1);
    }

    @Test
    void whatSeveralModulesMissAtOnePathIsOneImprovement() {
        RuleFacts missing = Sample.risk("npm/script-file-missing");
        Sample inOne = Sample.of("a", missing.id()).module("web").data("absent", "jest.config.js");
        Sample inOther = Sample.of("b", missing.id()).module("api").data("absent", "jest.config.js");
        Sample ownFile = Sample.of("c", missing.id()).module("api").data("absent", "api/seed.js");
        Sample ownOther = Sample.of("d", missing.id()).module("api").data("absent", "api/fill.js");

        ScoredPlan plan = Sample.plan(WEEK, List.of(missing), List.of(inOne, inOther, ownFile, ownOther));

        assertThat(plan.improvements())
                .extracting(Improvement::findings, Improvement::title)
                .containsExactlyInAnyOrder(
                        tuple(2, "Problem of npm/script-file-missing in src/main.rs (2 places)"),
                        tuple(2, "Problem of npm/script-file-missing in src/main.rs (2 places)"));
        assertThat(plan.improvements()).extracting(Improvement::id).doesNotHaveDuplicates();
    }

    @Test
    void withoutBudgetQuickWinsArePlannedInstead() {
        Sample high = Sample.of("a", PANIC.id()).severity(Severity.HIGH);

        Improvement improvement = only(Sample.plan(0, List.of(PANIC), List.of(high)));

        assertThat(improvement.quadrant()).isEqualTo(Quadrant.QUICK_WIN);
        assertThat(improvement.phase()).isEqualTo(2);
        assertThat(improvement.rationale()).contains("no budget is set");
        assertThat(improvement.counterfactual())
                .isEqualTo("Moves to phase 1 if the budget grows to 0.5 hours, which pays for every quick win.");
    }

    @Test
    void onlyWhatCostsTimeAtRunTimeCanBeShownByALoadTest() {
        RuleFacts slow = new RuleFacts(
                "rust/slow", "Slow call", "performance", Severity.MEDIUM, PANIC.effort(), false, true, "Mend it.");
        Sample slowHotspot = Sample.of("a", slow.id()).hotspot(0.86);
        Sample panicHotspot = Sample.of("a", PANIC.id()).hotspot(0.86);

        assertThat(only(Sample.plan(WEEK, List.of(slow), List.of(slowHotspot))).counterfactual())
                .startsWith("Becomes a quick win if a load test or trace shows it");
        assertThat(only(Sample.plan(WEEK, List.of(PANIC), List.of(panicHotspot)))
                        .counterfactual())
                .startsWith("Becomes a quick win if its impact reaches");
    }

    @Test
    void withoutFindingsThePlanIsEmptyAndComplete() {
        ScoredPlan plan = Sample.plan(WEEK, List.of(), List.of());

        assertThat(plan.improvements()).isEmpty();
        assertThat(plan.phases())
                .containsExactly(
                        new Phase(0, "Critical fixes", List.of(), 0, 0),
                        new Phase(1, "Quick wins", List.of(), 0, 0),
                        new Phase(2, "Planned", List.of(), 0, 0),
                        new Phase(3, "Opportunistic", List.of(), 0, 0),
                        new Phase(4, "Parked", List.of(), 0, 0));
    }

    @Test
    void twentyThousandFindingsMakeAPlanThatPeopleCanRead() {
        RandomAnalyses random = new RandomAnalyses(1, 0);
        List<Sample> samples = manySamples(random, 499);

        ScoredPlan plan = Sample.plan(100 * 60, random.rules, samples);

        assertThat(plan.findings()).hasSize(20_000);
        assertThat(plan.improvements().size()).isBetween(2_000, 5_000);
    }

    @Test
    void moreThanFiveThousandImprovementsAreGroupedByRuleAlone() {
        RandomAnalyses random = new RandomAnalyses(1, 0);

        ScoredPlan plan = Sample.plan(100 * 60, random.rules, manySamples(random, 4_999));

        assertThat(plan.improvements().size()).isBetween(2, 8);
    }

    @Test
    void aFindingWithoutTheFactsOfItsRuleIsADefect() {
        List<Sample> samples = List.of(Sample.of("a", "rust/unknown"));

        assertThatThrownBy(() -> Sample.plan(WEEK, List.of(PANIC), samples))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rust/unknown");
    }

    @Test
    void anImprovementKeepsItsQuadrantUntilItsFiguresMoveByTenPercent() {
        Sample almost = Sample.of("a", PANIC.id()).severity(Severity.HIGH).confidence(0.95);
        String id = only(plan(almost)).id();

        assertThat(only(plan(almost)).quadrant()).isEqualTo(Quadrant.FILL_IN);
        assertThat(only(after(Map.of(id, Quadrant.QUICK_WIN), almost)).quadrant())
                .isEqualTo(Quadrant.QUICK_WIN);
        assertThat(only(after(Map.of(id, Quadrant.QUICK_WIN), almost.confidence(0.9)))
                        .quadrant())
                .isEqualTo(Quadrant.FILL_IN);
    }

    @Test
    void plannedWorkIsOrderedBuildThenSafeThenFast() {
        List<RuleFacts> rules = Stream.of("sql/missing-index", "rust/panicking-call", "docker/no-dependency-layer")
                .map(Sample::risk)
                .toList();
        List<Sample> samples = rules.stream()
                .map(rule -> Sample.of(rule.id(), rule.id()).severity(Severity.HIGH))
                .toList();

        ScoredPlan plan = Sample.plan(0, rules, samples);

        assertThat(plan.improvements().stream().flatMap(improvement -> improvement.ruleIds().stream()))
                .containsExactly("docker/no-dependency-layer", "rust/panicking-call", "sql/missing-index");
    }

    @Test
    void everyFactorIsThereWithItsSource() {
        Sample sample = Sample.of("a", PANIC.id())
                .severity(Severity.HIGH)
                .confidence(0.9)
                .hotspot(0.8)
                .dependents(7)
                .data("evidence", "load/run.json")
                .data("urgent", true);

        assertThat(only(plan(sample)).impact().factors())
                .extracting(Factor::name, Factor::value, Factor::source)
                .containsExactly(
                        tuple("severity", 10.0, "high severity"),
                        tuple("confidence", 0.9, "how sure the rule is"),
                        tuple("hotspot", 2.5, "changes more often than 80 % of the files"),
                        tuple("reach", 1.5, "7 files depend on it"),
                        tuple("evidence", 1.5, "also shown by load/run.json"),
                        tuple("urgency", 1.5, "keeps the build or its checks from running"),
                        tuple("context", 1.0, "production code"),
                        tuple("occurrences", 1.0, "one place"));
    }

    private static List<Sample> manySamples(RandomAnalyses random, int modules) {
        return IntStream.range(0, 20_000)
                .mapToObj(i -> Sample.of("f" + i, random.rules.get(i % 8).id())
                        .severity(RandomAnalyses.SEVERITIES.get(i % 4))
                        .module("module-" + i % modules)
                        .at("module-%d/lib.rs".formatted(i % modules), 1 + i))
                .toList();
    }

    private static ScoredPlan plan(Sample... samples) {
        return Sample.plan(WEEK, List.of(PANIC), List.of(samples));
    }

    private static ScoredPlan after(Map<String, Quadrant> previous, Sample sample) {
        return new ScoreModel().plan(Sample.analysis(WEEK, List.of(PANIC), List.of(sample), previous));
    }

    private static Improvement only(ScoredPlan plan) {
        assertThat(plan.improvements()).hasSize(1);
        return plan.improvements().getFirst();
    }
}
