package dev.upkeep.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.events.Effort;
import dev.upkeep.events.Improvement;
import dev.upkeep.events.Improvement.Factor;
import dev.upkeep.events.PlanScored.Phase;
import dev.upkeep.events.RuleFacts;
import dev.upkeep.events.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The figures of the worked example in {@code docs/scoring.md} are those of the model. */
class WorkedExampleTest {

    private static final RuleFacts BLOCKING = rule(
            "rust/blocking-call-in-async", "Blocking call in an async function", "performance-back-end", 30, 20, false);
    private static final RuleFacts OVERSIZED =
            rule("any/oversized-file", "File too large to be read as a whole", "code-quality", 60, 240, false);
    private static final RuleFacts TODO =
            rule("any/todo-comment", "Comment that postpones work", "code-quality", 10, 5, true);
    private static final RuleFacts REGEX =
            rule("rust/regex-compiled-per-call", "Regex compiled on every call", "performance-back-end", 10, 10, false);

    private static final ScoredPlan PLAN = Sample.plan(
            8 * 60, List.of(BLOCKING, OVERSIZED, TODO, REGEX), samples().toList());

    @Test
    void theGuideShowsTheImprovementsThatTheModelMakes() throws IOException {
        assertThat(guide()).contains(improvements());
    }

    @Test
    void theGuideShowsTheFactorsOfTheFirstImprovement() throws IOException {
        assertThat(guide()).contains(factors(PLAN.improvements().getFirst()));
    }

    @Test
    void theGuideShowsThePhases() throws IOException {
        assertThat(guide()).contains(phases());
    }

    @Test
    void theGuideQuotesWhatTheModelSays() throws IOException {
        String guide = guide();

        assertThat(PLAN.improvements())
                .allSatisfy(improvement -> assertThat(guide).contains("> " + quoted(improvement) + "\n"));
    }

    private static String quoted(Improvement improvement) {
        return improvement.counterfactual() == null
                ? improvement.rationale()
                : improvement.rationale() + " " + improvement.counterfactual();
    }

    private static Stream<Sample> samples() {
        Stream<Sample> blocking = Stream.of(
                Sample.of("handlers", BLOCKING.id())
                        .severity(Severity.HIGH)
                        .confidence(0.8)
                        .says("`std::fs::read` blocks the executor in `async fn download`")
                        .at("crates/api/src/handlers.rs", 42)
                        .hotspot(0.8)
                        .dependents(7)
                        .data("evidence", "load/run.json"),
                Sample.of("upload", BLOCKING.id())
                        .severity(Severity.HIGH)
                        .confidence(0.8)
                        .says("`std::fs::write` blocks the executor in `async fn upload`")
                        .at("crates/api/src/upload.rs", 7)
                        .hotspot(0.4)
                        .dependents(0));
        Stream<Sample> oversized = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> Sample.of("oversized-" + i, OVERSIZED.id())
                        .says("1,450 lines, 12 groups of items that know each other")
                        .at("crates/api/src/part%d.rs".formatted(i), 1));
        Stream<Sample> todos = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> Sample.of("todo-" + i, TODO.id())
                        .says("`TODO` without a date")
                        .severity(Severity.LOW)
                        .at("crates/api/src/router.rs", 10 * i));
        Stream<Sample> regex = Stream.of(Sample.of("regex", REGEX.id())
                .says("`Regex::new` runs on every call of `fn validate`")
                .at("crates/api/src/schema.rs", 3)
                .context("generated"));
        return Stream.of(blocking, oversized, todos, regex)
                .flatMap(samples -> samples)
                .map(sample -> sample.module("crates/api"));
    }

    private static RuleFacts rule(String id, String title, String category, int setUp, int each, boolean style) {
        return new RuleFacts(
                id, title, category, Severity.MEDIUM, new Effort(setUp, each, false), style, true, "Mend it.");
    }

    private static String improvements() {
        return table(
                PLAN.improvements(),
                improvement -> List.of(
                        improvement.title(),
                        two(improvement.impact().score()) + ", "
                                + improvement.impact().level(),
                        "%s / %s / %s"
                                .formatted(
                                        improvement.effort().lowMinutes(),
                                        improvement.effort().likelyMinutes(),
                                        improvement.effort().highMinutes()),
                        two(improvement.priority()),
                        improvement.quadrant().name(),
                        Integer.toString(improvement.phase())));
    }

    private static String factors(Improvement improvement) {
        return table(
                improvement.impact().factors(),
                (Factor factor) -> List.of(factor.name(), two(factor.value()), two(factor.points()), factor.source()));
    }

    private static String phases() {
        return table(
                PLAN.phases(),
                (Phase phase) -> List.of(
                        phase.number() + " " + phase.name(),
                        Integer.toString(phase.improvementIds().size()),
                        Integer.toString(phase.minutes()),
                        Words.percent(phase.impactShare())));
    }

    private static <T> String table(List<T> rows, Function<T, List<String>> cells) {
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add("| " + String.join(" | ", cells.apply(row)) + " |"));
        return String.join("\n", lines);
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String guide() throws IOException {
        return Files.readString(Path.of(System.getProperty("upkeep.home", ".")).resolve("docs/scoring.md"));
    }
}
