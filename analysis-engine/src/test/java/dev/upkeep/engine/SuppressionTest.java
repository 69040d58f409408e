package dev.upkeep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.engine.finding.Finding;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.engine.settings.InvalidSettingsException;
import dev.upkeep.engine.settings.Settings;
import dev.upkeep.engine.settings.SettingsReader;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.InMemoryTree;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Findings that somebody accepted are kept, and say why, for as long as that holds. */
class SuppressionTest {

    private static final Analyzer ANALYZER = new Analyzer(RuleCatalog.load(), RuleGroups.all(), ResultCache.NONE, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @AfterAll
    static void close() {
        ANALYZER.close();
    }

    @Test
    void aSuppressionHoldsOnItsLastDayAndNotOnTheNext() throws InvalidSettingsException {
        String until = "suppressions: [{ rule: any/todo-comment, reason: later, until: 2026-11-23 }]";

        assertThat(suppression(until, TODAY)).isEqualTo("later");
        assertThat(suppression(until, TODAY.plusDays(1))).isNull();
        assertThat(suppression("suppressions: [{ rule: any/todo-comment, reason: ever }]", TODAY.plusYears(50)))
                .isEqualTo("ever");
    }

    @Test
    void aSuppressionCoversItsRulesAndPaths() throws InvalidSettingsException {
        assertThat(suppression("suppressions: [{ rule: any/*, path: 'src/**', reason: x }]", TODAY))
                .isEqualTo("x");
        assertThat(suppression("suppressions: [{ rule: '*', path: /src/, reason: x }]", TODAY))
                .isEqualTo("x");
        assertThat(suppression("suppressions: [{ rule: rust/*, reason: x }]", TODAY))
                .isNull();
        assertThat(suppression("suppressions: [{ rule: any/*, path: lib/, reason: x }]", TODAY))
                .isNull();
    }

    @Test
    void aCommentHoldsForTheNextCodeBehindAttributesAndOtherComments() {
        String deep = "fn deep() { if a { if b { if c { if d { if e { if f { g(); } } } } } } }\n";

        assertThat(reason("src/lib.rs", "// upkeep:ignore any/deep-nesting mirrors the data\n" + deep))
                .isEqualTo("mirrors the data");
        assertThat(reason(
                        "src/lib.rs",
                        "// upkeep:ignore any/deep-nesting: mirrors the data\n/// Says more.\n#[inline]\n" + deep))
                .isEqualTo("mirrors the data");
        assertThat(reason("src/lib.rs", "// upkeep:ignore any/long-function, any/deep-nesting – both\n" + deep))
                .isEqualTo("both");
        assertThat(reason("src/lib.rs", "// upkeep:ignore any/deep-nesting far away\nfn other() {}\n" + deep))
                .isNull();
        assertThat(reason("src/lib.rs", "// upkeep:ignore any/deep-nesting\n" + deep))
                .isNull();
    }

    @Test
    void aSeverityMayBeAskedForByIdByAreaAndForAll() throws InvalidSettingsException {
        assertThat(todo("rules: { any/todo-comment: high, any/*: medium }", TODAY)
                        .severity()
                        .name())
                .isEqualTo("HIGH");
        assertThat(todo("rules: { any/*: medium, '*': critical }", TODAY)
                        .severity()
                        .name())
                .isEqualTo("MEDIUM");
        assertThat(todo("rules: { '*': critical }", TODAY).severity().name()).isEqualTo("CRITICAL");
    }

    private static @Nullable String reason(String path, String text) {
        return ANALYZER
                .analyze(
                        InMemoryTree.of(Map.of(path, text)),
                        () -> new History.Unknown("none"),
                        Settings.DEFAULT,
                        TODAY,
                        AnalysisListener.SILENT)
                .findings()
                .stream()
                .filter(finding -> finding.ruleId().equals("any/deep-nesting"))
                .findFirst()
                .orElseThrow()
                .suppression();
    }

    private static @Nullable String suppression(String yaml, LocalDate today) throws InvalidSettingsException {
        return todo(yaml, today).suppression();
    }

    private static Finding todo(String yaml, LocalDate today) throws InvalidSettingsException {
        List<Finding> findings = ANALYZER.analyze(
                        InMemoryTree.of(Map.of("src/a.py", "x = 1\n# TODO: mend this\n")),
                        () -> new History.Unknown("none"),
                        SettingsReader.read(yaml),
                        today,
                        AnalysisListener.SILENT)
                .findings();
        return findings.stream()
                .filter(finding -> finding.ruleId().equals("any/todo-comment"))
                .findFirst()
                .orElseThrow();
    }
}
