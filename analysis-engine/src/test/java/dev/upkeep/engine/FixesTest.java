package dev.upkeep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.engine.finding.Finding;
import dev.upkeep.engine.finding.Fix;
import dev.upkeep.engine.rule.Rule;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.engine.settings.Settings;
import dev.upkeep.engine.source.InMemoryTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every fix in every fixture is applied by git: what it mends is gone, and nothing new has appeared. */
class FixesTest {

    private static final Path RULES = Path.of(System.getProperty("upkeep.home", ".."), "rules");
    private static final RuleCatalog CATALOG = RuleCatalog.load();
    private static final Analyzer ANALYZER = new Analyzer(CATALOG, RuleGroups.all(), ResultCache.NONE, 2);

    @TempDir
    @Nullable
    Path folder;

    @AfterAll
    static void close() {
        ANALYZER.close();
    }

    /** How the files of a fixture may be written. */
    private enum Style {
        UNIX,
        WINDOWS,
        NO_LAST_LINE_END;

        String write(String text) {
            return switch (this) {
                case UNIX -> text;
                case WINDOWS -> text.replace("\n", "\r\n");
                case NO_LAST_LINE_END -> text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
            };
        }
    }

    @TestFactory
    Stream<DynamicTest> aFixMendsItsFindingAndNothingElse() {
        return automatic()
                .flatMap(rule -> Stream.of(Style.values())
                        .map(style -> DynamicTest.dynamicTest(rule.id() + ", " + style, () -> check(rule, style))));
    }

    /** What the front matter says of fixes is what the fixtures show. */
    @Test
    void rulesThatSayTheyAreMendedByMachineAre() throws IOException {
        Set<String> mended = new TreeSet<>();
        for (Rule rule : CATALOG.all()) {
            for (MarkedCase one : cases(rule)) {
                mended.addAll(fixable(rule, analyze(one, one.files())).stream()
                        .map(Finding::ruleId)
                        .toList());
            }
        }
        assertThat(mended).isEqualTo(automatic().map(Rule::id).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Stream<Rule> automatic() {
        return CATALOG.all().stream().filter(Rule::automatic);
    }

    private static List<MarkedCase> cases(Rule rule) throws IOException {
        return MarkedCase.read(RULES.resolve(rule.id() + ".fixture.md"));
    }

    private void check(Rule rule, Style style) throws IOException, InterruptedException {
        for (MarkedCase one : cases(rule)) {
            Map<String, String> files = new TreeMap<>(one.files());
            files.replaceAll((path, text) -> style.write(text));
            List<Finding> before = analyze(one, files);
            for (Finding finding : fixable(rule, before)) {
                Map<String, String> mended = applied(files, Objects.requireNonNull(finding.fix()));
                String what = one.title() + ": " + finding.message();
                Map<String, Integer> then = counts(before);
                Map<String, Integer> now = counts(analyze(one, mended));
                String key = key(finding);
                assertThat(now.getOrDefault(key, 0)).as(what).isLessThan(then.getOrDefault(key, 0));
                now.forEach((each, count) ->
                        assertThat(count).as(what + " brings " + each).isLessThanOrEqualTo(then.getOrDefault(each, 0)));
                mended.keySet().retainAll(files.keySet());
                assertThat(mended).as(what).allSatisfy((path, text) -> keepsLineEnds(style, text));
            }
        }
    }

    private static void keepsLineEnds(Style style, String text) {
        if (style == Style.WINDOWS) {
            assertThat(text.replace("\r\n", "")).doesNotContain("\n");
        } else {
            assertThat(text).doesNotContain("\r");
        }
    }

    private static List<Finding> fixable(Rule rule, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.ruleId().equals(rule.id()) && finding.fix() != null)
                .toList();
    }

    private static Map<String, Integer> counts(List<Finding> findings) {
        return findings.stream().collect(Collectors.toMap(FixesTest::key, _ -> 1, Integer::sum));
    }

    private static String key(Finding finding) {
        return finding.ruleId() + " in " + finding.location().path();
    }

    private static List<Finding> analyze(MarkedCase one, Map<String, String> files) {
        return ANALYZER.analyze(
                        InMemoryTree.of(files),
                        one::history,
                        Settings.DEFAULT,
                        LocalDate.of(2026, 1, 1),
                        AnalysisListener.SILENT)
                .findings();
    }

    private Map<String, String> applied(Map<String, String> files, Fix fix) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(Objects.requireNonNull(folder), "fix");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = work.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Path patch = Files.writeString(Objects.requireNonNull(folder).resolve("fix.diff"), fix.diff());
        ProcessBuilder git = new ProcessBuilder("git", "apply", "--whitespace=nowarn", patch.toString())
                .directory(work.toFile())
                .redirectErrorStream(true);
        git.environment().put("GIT_CEILING_DIRECTORIES", String.valueOf(folder));
        Process process = git.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said + "\n" + fix.diff()).isZero();
        return read(work);
    }

    private static Map<String, String> read(Path work) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(work)) {
            for (Path path : found.filter(Files::isRegularFile).toList()) {
                files.put(work.relativize(path).toString().replace('\\', '/'), Files.readString(path));
            }
        }
        return files;
    }
}
