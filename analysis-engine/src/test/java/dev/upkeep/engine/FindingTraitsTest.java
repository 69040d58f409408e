package dev.upkeep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.engine.finding.Finding;
import dev.upkeep.engine.finding.Traits;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.engine.settings.Settings;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.InMemoryTree;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a finding is recognised by, from real rules over real code. */
class FindingTraitsTest {

    private static final String RULE = "rust/panicking-call";
    private static final String CARGO = "[package]\nname = \"shop\"\nversion = \"0.1.0\"\nedition = \"2021\"\n";
    private static final Analyzer ANALYZER = new Analyzer(RuleCatalog.load(), RuleGroups.all(), ResultCache.NONE, 1);

    private static final String PRICE = """
            use std::fs;

            /// What it costs.
            pub fn price() -> usize {
                let folder = "/var/lib/shop/prices/of/this/year/and/of/the/one/before/it";
                let name = "price";
                fs::read(name).unwrap().len()
            }
            """;

    @AfterAll
    static void close() {
        ANALYZER.close();
    }

    @Test
    void linesAboveChangeNothing() {
        Finding before = only(PRICE);
        Finding after = only("// one\n// two\npub const TAX: u8 = 19;\n\n" + PRICE);

        assertThat(after.location().startLine()).isEqualTo(before.location().startLine() + 4);
        assertThat(after.fingerprint()).isEqualTo(before.fingerprint());
        assertThat(after.traits()).isEqualTo(before.traits());
    }

    @Test
    void spacesLineBreaksAndCommentsAroundChangeNothing() {
        Finding before = only(PRICE);
        Finding after = only(PRICE.replace("let name = \"price\";", "// the name\n    let name\n        = \"price\";\n")
                .replace("fs::read(name).unwrap()", "fs::read( name ).unwrap()"));

        assertThat(after.fingerprint()).isEqualTo(before.fingerprint());
        assertThat(after.traits()).isEqualTo(before.traits());
    }

    @Test
    void theFunctionAroundAFindingIsItsScope() {
        assertThat(only(PRICE).traits().scope()).isEqualTo("price");
    }

    @Test
    void inARenamedFileTheTraitsStay() {
        Traits before = only(PRICE).traits();
        Finding after = findings(Map.of("src/lib.rs", "pub mod pricing;\n", "src/pricing.rs", PRICE))
                .getFirst();

        assertThat(after.traits()).isEqualTo(before);
    }

    @Test
    void twinsDifferInTheirSurroundings() {
        List<Finding> twins = findings(Map.of("src/lib.rs", """
                pub fn price() -> usize {
                    let first = 1;
                    std::fs::read("a").unwrap();
                    let second = 2;
                    std::fs::read("a").unwrap();
                    first + second
                }
                """));

        assertThat(twins)
                .extracting(twin -> twin.traits().content())
                .hasSize(2)
                .containsOnly(twins.getFirst().traits().content());
        assertThat(twins).extracting(twin -> twin.traits().surroundings()).doesNotHaveDuplicates();
        assertThat(twins).extracting(Finding::fingerprint).doesNotHaveDuplicates();
    }

    @Test
    void commentsThatAreTheFindingTellThemApart() {
        List<Finding> comments = analyse(
                        Map.of("src/lib.rs", "// TODO: first\n// and more\n\n// TODO: second\n"), Settings.DEFAULT)
                .findings()
                .stream()
                .filter(finding -> finding.ruleId().equals("any/todo-comment"))
                .toList();

        assertThat(comments)
                .extracting(comment -> comment.traits().content())
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void aRuleThatIsSwitchedOffWasNotAsked() {
        Settings standard = Settings.DEFAULT;
        Settings without = new Settings(
                standard.targets(),
                standard.thresholds(),
                List.of(),
                Set.of("rust/*"),
                Map.of(),
                List.of(),
                standard.budgetMinutes());

        assertThat(analyse(Map.of("src/lib.rs", PRICE), standard).rules())
                .contains(RULE)
                .isSorted();
        assertThat(analyse(Map.of("src/lib.rs", PRICE), without).rules())
                .doesNotContain(RULE)
                .isNotEmpty();
    }

    private static Finding only(String lib) {
        List<Finding> findings = findings(Map.of("src/lib.rs", lib));
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    private static List<Finding> findings(Map<String, String> files) {
        return analyse(files, Settings.DEFAULT).findings().stream()
                .filter(finding -> finding.ruleId().equals(RULE))
                .toList();
    }

    private static AnalysisResult analyse(Map<String, String> files, Settings settings) {
        InMemoryTree tree = InMemoryTree.of(files);
        tree.with("Cargo.toml", CARGO.getBytes(StandardCharsets.UTF_8));
        return ANALYZER.analyze(
                tree,
                () -> new History.Unknown("a test has none"),
                settings,
                LocalDate.of(2026, 1, 1),
                AnalysisListener.SILENT);
    }
}
