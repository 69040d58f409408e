package dev.upkeep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.engine.finding.Finding;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.engine.settings.Settings;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.InMemoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * All rules over a pinned corpus of real sources: what they say, and where, is what was reviewed and committed. {@code
 * -Druling=update} writes it anew.
 */
class RulingIT {

    private static final Path SOURCES = Path.of(System.getProperty("upkeep.home", ".."), "analysis-engine/src");
    private static final Path FOLDER = SOURCES.resolve("test/ruling");
    private static final Analyzer ANALYZER = new Analyzer(RuleCatalog.load(), RuleGroups.all(), ResultCache.NONE, 2);

    @AfterAll
    static void close() {
        ANALYZER.close();
    }

    private static Map<String, InMemoryTree> corpora() throws Exception {
        Map<String, InMemoryTree> corpora = new LinkedHashMap<>();
        for (String name : List.of("mini-redis", "fd", "commerce")) {
            corpora.put(name, Corpus.ofBundle(SOURCES.resolve("corpus/" + name + ".bundle")));
        }
        // A published manifest lacks what its repository has, so that rules about dependencies would be misled.
        corpora.put("zod", Corpus.ofPackage("zod/3.25.76", "src/.*|LICENSE"));
        corpora.put("preact", Corpus.ofPackage("preact/10.26.4", "(.*/)?src/.*|LICENSE"));
        return corpora;
    }

    @TestFactory
    Stream<DynamicTest> everyRuleSaysWhatWasReviewed() throws Exception {
        return corpora().entrySet().stream()
                .map(corpus -> DynamicTest.dynamicTest(
                        corpus.getKey(), () -> compare(corpus.getKey(), analyze(corpus.getValue()))));
    }

    @Test
    void noResultIsLeftBehind() throws Exception {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".txt"))
                            .map(name -> name.replace(".txt", "")))
                    .containsExactlyInAnyOrderElementsOf(corpora().keySet());
        }
    }

    @TestFactory
    Stream<DynamicTest> whatIsKnownIsSaidAgain() throws Exception {
        return corpora().entrySet().stream()
                .map(corpus -> DynamicTest.dynamicTest(corpus.getKey(), () -> sayAgain(corpus.getValue())));
    }

    private static void sayAgain(InMemoryTree tree) {
        RememberingCache cache = new RememberingCache();
        try (Analyzer remembering = new Analyzer(RuleCatalog.load(), RuleGroups.all(), cache, 2)) {
            AnalysisResult first = analyze(remembering, tree);
            AnalysisResult decoded = analyze(remembering, tree);
            cache.forget();
            AnalysisResult kept = analyze(remembering, tree);
            remembering.forgetResults();
            AnalysisResult anew = analyze(remembering, tree);

            assertThat(Stream.of(decoded, kept, anew)
                            .map(again -> again.coverage().cacheHits()))
                    .containsExactly(
                            first.coverage().analysed(), first.coverage().analysed(), 0);
            assertThat(List.of(decoded, kept, anew))
                    .allSatisfy(again -> assertThat(again.findings()).isEqualTo(first.findings()));
        }
    }

    private static AnalysisResult analyze(InMemoryTree tree) {
        return analyze(ANALYZER, tree);
    }

    private static AnalysisResult analyze(Analyzer analyzer, InMemoryTree tree) {
        AnalysisResult result = analyzer.analyze(
                tree,
                () -> new History.Unknown("a corpus has none"),
                Settings.DEFAULT,
                LocalDate.of(2026, 1, 1),
                AnalysisListener.SILENT);
        assertThat(result.notes()).doesNotContainKey("problems");
        return result;
    }

    private static void compare(String corpus, AnalysisResult result) throws IOException {
        Path file = FOLDER.resolve(corpus + ".txt");
        String actual = render(result);
        if ("update".equals(System.getProperty("ruling"))) {
            Files.writeString(file, actual);
        }
        assertThat(file).exists();
        assertThat(actual.lines().toList())
                .as("what the rules say of " + corpus + "; review it, then -Druling=update")
                .isEqualTo(Files.readString(file).lines().toList());
    }

    /** First how often each rule spoke, then each place by rule. */
    private static String render(AnalysisResult result) {
        Map<String, Long> counts = result.findings().stream()
                .collect(Collectors.groupingBy(Finding::ruleId, TreeMap::new, Collectors.counting()));
        List<String> lines = new ArrayList<>();
        lines.add("%,d findings in %,d files"
                .formatted(result.findings().size(), result.coverage().analysed()));
        lines.add("");
        counts.forEach((rule, count) -> lines.add("%5d %s".formatted(count, rule)));
        lines.add("");
        result.findings().stream()
                .sorted(Comparator.comparing(Finding::ruleId)
                        .thenComparing(finding -> finding.location().path())
                        .thenComparingInt(finding -> finding.location().startLine()))
                .map(RulingIT::render)
                .forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    private static String render(Finding finding) {
        return "%s %s:%d-%d %s %.2f %s | %s"
                .formatted(
                        finding.ruleId(),
                        finding.location().path(),
                        finding.location().startLine(),
                        finding.location().endLine(),
                        finding.severity(),
                        finding.confidence(),
                        finding.context().word(),
                        finding.message().replace('\n', ' '));
    }
}
