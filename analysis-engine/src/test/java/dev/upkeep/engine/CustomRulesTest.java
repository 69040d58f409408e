package dev.upkeep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.engine.AnalysisResult.Skipped;
import dev.upkeep.engine.finding.Finding;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.engine.settings.Settings;
import dev.upkeep.engine.settings.SettingsReader;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.InMemoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that a repository brings: found like ours, refused with a line and a reason, never a danger to the process. */
class CustomRulesTest {

    private static final RuleCatalog CATALOG = RuleCatalog.load();
    private static final RememberingCache CACHE = new RememberingCache();
    private static final Analyzer ANALYZER = new Analyzer(CATALOG, RuleGroups.all(), CACHE, 2);

    private static final String FILE = ".upkeep/rules/no-console.md";
    private static final String RULE = """
            ---
            id: custom/no-console
            title: Console output in shipped code
            message: "`console.{method}` writes where nobody reads"
            category: code-quality
            severity: low
            confidence: 0.9
            effort: { setup: 5m, each: 2m }
            languages: [javascript, typescript, tsx]
            ---
            Calls of the console.

            ## Why it matters
            Nobody reads it.

            ## What to do
            Use the logger.

            ## Not reported
            Nothing.

            ## Detection
            ```query
            (call_expression
              function: (member_expression
                object: (identifier) @_object
                property: (property_identifier) @method)
              (#eq? @_object "console")) @finding
            ```
            """;

    @AfterAll
    static void close() {
        ANALYZER.close();
    }

    @Test
    void aRuleOfTheRepositoryFindsLikeOneOfOurs() {
        AnalysisResult result = analyze(Map.of(
                FILE,
                RULE,
                "src/a.ts",
                "export function save() {\n  console.log('x');\n  logger.log('y');\n}\n",
                "src/a.test.ts",
                "console.log('z');\n"));

        List<Finding> found = found(result, "custom/no-console");
        assertThat(found)
                .extracting(finding ->
                        finding.location().path() + ":" + finding.location().startLine() + " " + finding.message())
                .containsExactly(
                        "src/a.test.ts:1 `console.log` writes where nobody reads",
                        "src/a.ts:2 `console.log` writes where nobody reads");
        assertThat(found.getFirst().context()).isEqualTo(Context.TEST);
        assertThat(found.getLast().data()).isEqualTo(Map.of("method", "log"));
        assertThat(found).extracting(Finding::fingerprint).doesNotHaveDuplicates();
        assertThat(result.catalog().rule("custom/no-console").each()).isEqualTo(Duration.ofMinutes(2));
        assertThat(result.notes()).doesNotContainKeys("custom rules", "problems");
    }

    @Test
    void itsFindingsAreSuppressedAndReweightedLikeOthers() throws Exception {
        Map<String, String> files = Map.of(
                FILE,
                RULE,
                "src/a.js",
                "console.log(1); // upkeep:ignore custom/no-console start-up\nconsole.log(2);\n");

        List<Finding> found =
                found(analyze(files, SettingsReader.read("rules: { custom/no-console: high }")), "custom/no-console");

        assertThat(found.getFirst().suppression()).isEqualTo("start-up");
        assertThat(found.getLast().severity().name()).isEqualTo("HIGH");
        assertThat(found(analyze(files, SettingsReader.read("rules: { custom/no-console: off }")), "custom/no-console"))
                .isEmpty();
    }

    @Test
    void aChangedRuleIsNotAnsweredFromTheCache() {
        Map<String, String> files = new HashMap<>(Map.of(FILE, RULE, "src/a.js", "console.log(1);\n"));
        AnalysisResult before = analyze(files);
        AnalysisResult again = analyze(files);
        files.put(FILE, RULE.replace("\"console\"", "\"nobody\""));
        AnalysisResult after = analyze(files);

        assertThat(again.coverage().cacheHits()).isEqualTo(2);
        assertThat(found(again, "custom/no-console")).hasSize(1);
        assertThat(after.coverage().cacheHits()).isZero();
        assertThat(found(after, "custom/no-console")).isEmpty();
        assertThat(after.rulesetVersion()).isNotEqualTo(before.rulesetVersion());
        assertThat(analyze(Map.of("a.js", "")).rulesetVersion()).isEqualTo(ANALYZER.rulesetVersion());
    }

    @Test
    void windowsLineEndsAndNotesInTheFolderDoNoHarm() {
        AnalysisResult result = analyze(Map.of(
                FILE, RULE.replace("\n", "\r\n"), ".upkeep/rules/README.md", "Our rules.", "a.js", "console.log(1)"));

        assertThat(found(result, "custom/no-console")).hasSize(1);
        assertThat(result.notes()).doesNotContainKey("custom rules");
    }

    static Stream<Arguments> wrongRules() {
        return Stream.of(
                wrong("no front matter", "Just text.", "line 1: must begin with front matter"),
                wrong("broken YAML", with("severity: low", "severity: [low"), "the front matter is no YAML"),
                wrong("deep YAML", with("severity: low", "severity: " + "[".repeat(9_000)), "no YAML"),
                wrong("unknown key", with("severity: low", "severity: low\nweight: 3"), "line 7: unknown key 'weight'"),
                wrong("no title", with("title: Console output in shipped code\n", ""), "needs 'title'"),
                wrong("category", with("code-quality", "style"), "line 5: category must be one of [load-test"),
                wrong(
                        "severity",
                        with("severity: low", "severity: awful"),
                        "line 6: severity must be one of [critical"),
                wrong("confidence", with("0.9", "2"), "line 7: confidence must be a number from 0.3 to 1"),
                wrong("effort", with("5m", "soon"), "line 8: effort.setup must be like 5m"),
                wrong("no languages", with("languages: [javascript, typescript, tsx]\n", ""), "needs 'languages'"),
                wrong("language", with("[javascript, typescript, tsx]", "[cobol]"), "line 9: no files of 'cobol'"),
                wrong("id", with("custom/no-console", "Console"), "line 2: id must be <area>/<problem>"),
                wrong("clash", with("custom/no-console", "rust/panicking-call"), "there is a built-in rule"),
                wrong("fix", with("severity: low", "severity: low\nfix: automatic"), "fix must be manual"),
                wrong("a section", with("## What to do", "## Otherwise"), "needs a section '## What to do'"),
                wrong("no query", with("```query", "```text"), "needs a section '## Detection'"),
                wrong("empty query", RULE.replaceAll("(?s)```query.*```", "```query\n\n```"), "the query is empty"),
                wrong("bracket", with("@finding\n", "\n").replace("\"console\"))", "\"console\")"), "cannot be read"),
                wrong("node", with("(identifier) @_object", "(word) @_object"), "line 26: 'word' is no node"),
                wrong("field", with("property: (", "prop: ("), "line 27: 'prop' is no field of"),
                wrong("capture", with("#eq? @_object", "#eq? @object"), "names '@object', which captures nothing"),
                wrong("no finding", with("@finding", "@found"), "nothing is captured as @finding"),
                wrong("predicate", with("#eq?", "#is?"), "#is? is not known"),
                wrong("arguments", with("@_object \"console\"", "@_object"), "#eq? needs a capture"),
                wrong("pattern", with("#eq? @_object \"console\"", "#match? @_object \"(\""), "cannot be read"),
                wrong("figure", with("{method}", "{name}"), "line 4: message names {name}"),
                wrong("too deep", query("(".repeat(200) + "identifier" + ")".repeat(200) + " @finding"), "deeper"),
                wrong("too long", query("(identifier) @finding ".repeat(400)), "more than 4000 characters"),
                wrong("captures", query(captures(60) + "(identifier) @finding"), "more than 40 captures"),
                wrong("endless effort", with("5m", "9".repeat(30) + "m"), "line 8: effort.setup must be like 5m"),
                wrong("long message", with("writes where", "w".repeat(400)), "line 4: message has more than 300"),
                wrong("too large", RULE + " ".repeat(40_000), "larger than 32 KiB"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongRules")
    void aWrongRuleIsLeftOutWithItsLineAndWhatToDo(String name, String text, String complaint) {
        AnalysisResult result = analyze(Map.of(
                FILE, text, ".upkeep/rules/z.md", RULE.replace("no-console", "other"), "a.js", "console.log(1)"));

        assertThat(result.notes().get("custom rules"))
                .as(name)
                .startsWith(FILE + ": no rule: line ")
                .contains(complaint);
        assertThat(result.coverage().skipped()).extracting(Skipped::path).contains(FILE);
        assertThat(found(result, "custom/other")).hasSize(1);
    }

    @Test
    void twoRulesOfOneIdAndBytesThatAreNoTextAreRefused() {
        InMemoryTree tree = InMemoryTree.of(Map.of(FILE, RULE, ".upkeep/rules/z.md", RULE, "a.js", ""))
                .with(".upkeep/rules/y.md", new byte[] {(byte) 0xC3, 0x28});

        assertThat(analyze(tree, Settings.DEFAULT).notes().get("custom rules"))
                .contains("z.md: no rule: line 2: " + FILE + " has the same id", "y.md: no rule: line 1: not UTF-8");
    }

    @Test
    void noMoreThanFiftyRulesAreTaken() {
        Map<String, String> files = new TreeMap<>();
        for (int number = 10; number < 65; number++) {
            files.put(".upkeep/rules/r" + number + ".md", RULE.replace("no-console", "r" + number));
        }

        AnalysisResult result = analyze(files);

        assertThat(result.catalog().has("custom/r59")).isTrue();
        assertThat(result.catalog().has("custom/r60")).isFalse();
        assertThat(result.notes().get("custom rules")).contains("r60.md: no rule: line 1: the repository has more");
    }

    @Test
    void aRunawayQueryIsBoundedAndSaidToBeIncomplete() {
        String quadratic = query("""
                (program
                  (expression_statement (_) @finding)
                  (expression_statement (_) @b)
                  (expression_statement (_) @c)
                  (expression_statement (_) @d) (#eq? @d "nowhere"))""");

        AnalysisResult result = analyze(Map.of(FILE, quadratic, "a.js", "f(1);\n".repeat(20_000)));

        assertThat(found(result, "custom/no-console")).isEmpty();
        assertThat(result.notes().get("problems")).contains("is not complete: it takes too many steps");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(((_)+)* @finding)+", "(program ((_)* (_)*)* ((_)+ (_)+)+ . (string) @finding .)"})
    void repeatedRepetitionsComeToAnEnd(String query) {
        AnalysisResult result = analyze(Map.of(FILE, query(query), "a.js", "f(1);\n".repeat(20_000)));

        assertThat(result.notes()).doesNotContainKey("custom rules");
        assertThat(result.notes().get("problems")).contains("is not complete: it takes too many steps");
        assertThat(result.coverage().analysed()).isEqualTo(2);
    }

    @Test
    void aRuleThatMatchesEverywhereIsCut() {
        Map<String, String> files = new TreeMap<>(Map.of(FILE, query("(identifier) @finding")));
        for (int file = 0; file < 4; file++) {
            files.put("f" + file + ".js", "f(a);\n".repeat(5_000));
        }

        AnalysisResult result = analyze(files);

        assertThat(found(result, "custom/no-console")).hasSize(2_000);
        assertThat(result.notes().get("custom rules")).contains("the first 2,000 are reported");
        assertThat(result.notes().get("problems")).contains("custom/no-console on f0.js is not complete");
    }

    @Test
    void aHostilePatternTakesLinearTime() {
        String hostile = query("((string) @finding (#match? @finding \"^.(a+)+$|(a|a)*(a|aa)+$\"))");

        AnalysisResult result =
                analyze(Map.of(FILE, hostile, "a.js", ("f('" + "a".repeat(60_000) + "!');\n").repeat(5)));

        assertThat(found(result, "custom/no-console")).isEmpty();
        assertThat(result.notes()).doesNotContainKeys("custom rules", "problems");
        String nested = query("((string) @finding (#match? @finding \"((a{100}){100}){100}\"))");
        assertThat(analyze(Map.of(FILE, nested, "a.js", "f('a')")).notes().get("custom rules"))
                .contains("repeats more than 1000 times");
    }

    @Test
    void allPredicatesHoldAndTheirNegationsDoNot() {
        String source = "a = a;\na = b;\nfoo = c;\n";

        assertThat(lines(source, "(#eq? @l @r)")).containsExactly(1);
        assertThat(lines(source, "(#not-eq? @l @r)")).containsExactly(2, 3);
        assertThat(lines(source, "(#eq? @l \"foo\")")).containsExactly(3);
        assertThat(lines(source, "(#not-eq? @l \"foo\")")).containsExactly(1, 2);
        assertThat(lines(source, "(#match? @l \"^fo+$\")")).containsExactly(3);
        assertThat(lines(source, "(#not-match? @l \"^fo+$\")")).containsExactly(1, 2);
        assertThat(lines(source, "(#any-of? @r \"b\" \"c\")")).containsExactly(2, 3);
        assertThat(lines(source, "(#not-any-of? @r \"b\" \"c\")")).containsExactly(1);
    }

    @Test
    void whatTheGrammarCouldNotReadIsNotReported() {
        AnalysisResult result = analyze(Map.of(FILE, RULE, "a.js", "console.log(1);\nclass { console.log(2) ]] }}\n"));

        assertThat(found(result, "custom/no-console"))
                .extracting(finding -> finding.location().startLine())
                .containsExactly(1);
    }

    @Test
    void theExampleInTheDocumentationWorks() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("upkeep.home", ".."), "docs/custom-rules.md"));
        Matcher example = Pattern.compile("(?s)````markdown\n(.*?)````").matcher(page);
        assertThat(example.find()).isTrue();

        AnalysisResult result = analyze(Map.of(
                ".upkeep/rules/x.md",
                example.group(1),
                "src/a.ts",
                "localStorage.setItem('token', t);\nlocalStorage.setItem('theme', t);\n"));

        assertThat(found(result, "custom/token-in-local-storage"))
                .extracting(Finding::message)
                .containsExactly("`'token'` is kept where every script of the page can read it");
    }

    private static List<Integer> lines(String source, String predicate) {
        String rule = query("(assignment_expression left: (_) @l right: (_) @r " + predicate + ") @finding");
        return found(analyze(Map.of(FILE, rule, "a.js", source)), "custom/no-console").stream()
                .map(finding -> finding.location().startLine())
                .toList();
    }

    private static String captures(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "(identifier) @c" + number + "\n")
                .collect(Collectors.joining());
    }

    private static Arguments wrong(String name, String text, String complaint) {
        return Arguments.of(name, text, complaint);
    }

    private static String with(String part, String other) {
        assertThat(RULE).contains(part);
        return RULE.replace(part, other);
    }

    private static String query(String text) {
        return RULE.replace("{method}", "x")
                .replace("[javascript, typescript, tsx]", "[javascript]")
                .replaceAll("(?s)```query.*```", Matcher.quoteReplacement("```query\n" + text + "\n```"));
    }

    private static List<Finding> found(AnalysisResult result, String rule) {
        return result.findings().stream()
                .filter(finding -> finding.ruleId().equals(rule))
                .toList();
    }

    private static AnalysisResult analyze(Map<String, String> files) {
        return analyze(files, Settings.DEFAULT);
    }

    private static AnalysisResult analyze(Map<String, String> files, Settings settings) {
        return analyze(InMemoryTree.of(files), settings);
    }

    private static AnalysisResult analyze(InMemoryTree tree, Settings settings) {
        return ANALYZER.analyze(
                tree, () -> new History.Unknown("none"), settings, LocalDate.of(2026, 1, 1), AnalysisListener.SILENT);
    }
}
