package dev.upkeep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.engine.MarkedCase.Mark;
import dev.upkeep.engine.MarkedCase.Marker;
import dev.upkeep.engine.detect.FindingReview;
import dev.upkeep.engine.finding.Finding;
import dev.upkeep.engine.rule.Rule;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.engine.settings.InvalidSettingsException;
import dev.upkeep.engine.settings.Settings;
import dev.upkeep.engine.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One test for all rules: each finds what its fixture marks, nothing else, and says it as its snapshot does. */
class RulesTest {

    private static final Path RULES = Path.of(System.getProperty("upkeep.home", ".."), "rules");
    private static final RuleCatalog CATALOG = RuleCatalog.load();
    private static final Analyzer ANALYZER = new Analyzer(CATALOG, RuleGroups.all(), ResultCache.NONE, 2);

    @AfterAll
    static void close() {
        ANALYZER.close();
    }

    @Test
    void everyRuleHasADetectorAndEveryDetectorARule() {
        Set<String> detected = RuleGroups.all().stream()
                .flatMap(group -> group.detectors().stream())
                .filter(detector -> !(detector instanceof FindingReview))
                .flatMap(detector -> detector.rules().stream())
                .collect(Collectors.toSet());
        Set<String> coded = CATALOG.all().stream()
                .filter(rule -> rule.query() == null)
                .map(Rule::id)
                .collect(Collectors.toSet());

        assertThat(detected).isEqualTo(coded);
    }

    /** Reports show the first paragraph of it, without the examples that follow. */
    @Test
    void everyRuleSaysWhatToDoBeforeItsExamples() {
        assertThat(CATALOG.all())
                .extracting(rule -> rule.whatToDo().strip().split("\\n\\s*\\n", 2)[0])
                .noneMatch(paragraph -> paragraph.endsWith(":"));
    }

    @Test
    void noFixtureAndNoSnapshotIsLeftBehind() throws IOException {
        try (Stream<Path> files = Files.walk(RULES, 2)) {
            assertThat(files.map(path -> RULES.relativize(path).toString().replace('\\', '/'))
                            .filter(path -> path.endsWith(".fixture.md") || path.endsWith(".snap"))
                            .map(path -> path.replaceFirst("\\.(fixture\\.md|snap)$", "")))
                    .allMatch(CATALOG::has);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyRuleFindsWhatItsFixtureMarks() {
        return CATALOG.all().stream().map(rule -> DynamicTest.dynamicTest(rule.id(), () -> check(rule)));
    }

    private static void check(Rule rule) throws IOException {
        StringBuilder snapshot = new StringBuilder();
        List<Marker> seen = new ArrayList<>();
        for (MarkedCase one : MarkedCase.read(RULES.resolve(rule.id() + ".fixture.md"))) {
            List<Finding> findings = findings(rule, one);
            compare(one, findings);
            one.marks().forEach(mark -> seen.add(mark.marker()));
            snapshot.append("## ").append(one.title()).append('\n');
            findings.forEach(finding -> snapshot.append(render(finding)));
            if (findings.isEmpty()) {
                snapshot.append("nothing\n");
                seen.add(Marker.OK);
            }
            snapshot.append('\n');
        }
        assertThat(seen).as("a fixture shows what is found and what is not").contains(Marker.FINDING, Marker.OK);
        Snapshot.of(RULES.resolve(rule.id() + ".snap")).matches(snapshot.toString());
    }

    private static Settings settings(MarkedCase one) {
        try {
            return SettingsReader.read(one.files().getOrDefault(".upkeep.yaml", ""));
        } catch (InvalidSettingsException invalid) {
            throw new IllegalArgumentException(one.title(), invalid);
        }
    }

    private static List<Finding> findings(Rule rule, MarkedCase one) {
        AnalysisResult result = ANALYZER.analyze(
                one.tree(), one::history, settings(one), LocalDate.of(2026, 1, 1), AnalysisListener.SILENT);
        assertThat(result.notes()).as(one.title()).doesNotContainKey("problems");
        return result.findings().stream()
                .filter(finding -> finding.ruleId().equals(rule.id()))
                .toList();
    }

    private static void compare(MarkedCase one, List<Finding> findings) {
        Set<String> found = findings.stream()
                .map(finding ->
                        place(finding.location().path(), finding.location().startLine()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> expected = places(one, Marker.FINDING);
        assertThat(found).as("now found: no longer missed").noneMatch(places(one, Marker.MISSED)::contains);
        assertThat(found).as(one.title()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Set<String> places(MarkedCase one, Marker marker) {
        return one.marks().stream()
                .filter(mark -> mark.marker() == marker)
                .map((Mark mark) -> place(mark.path(), mark.line()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String place(String path, int line) {
        return path + ":" + line;
    }

    private static String render(Finding finding) {
        return "%s:%d-%d %s %.2f %s%n    %s%n    %s%n"
                .formatted(
                        finding.location().path(),
                        finding.location().startLine(),
                        finding.location().endLine(),
                        finding.severity(),
                        finding.confidence(),
                        finding.context().word(),
                        finding.message(),
                        finding.data());
    }
}
