package dev.upkeep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.engine.finding.Finding;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.engine.settings.Settings;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.InMemoryTree;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sources of a submodule are not in the commit: what they take from a package cannot be seen. */
class SubmodulesTest {

    private final Analyzer analyzer = new Analyzer(RuleCatalog.load(), RuleGroups.all(), ResultCache.NONE, 1);

    @AfterEach
    void close() {
        analyzer.close();
    }

    @Test
    void takeTheirPackagesFromThePackageAround() {
        assertThat(rules(shop())).contains("npm/unused-dependency");
        assertThat(rules(shop().withSubmodule("site/theme"))).contains("npm/unused-dependency");
        assertThat(rules(shop().withSubmodule("theme"))).doesNotContain("npm/unused-dependency");
    }

    @Test
    void knowNothingOfTheSourcesAround() {
        assertThat(rules(shop().withSubmodule("theme"))).contains("typescript/unreachable-file");
    }

    private static InMemoryTree shop() {
        return InMemoryTree.of(Map.of(
                "package.json",
                """
                { "name": "shop", "private": true, "main": "src/index.ts", "dependencies": { "left-pad": "^1.3.0" } }
                """,
                "src/index.ts",
                "export const shop = 1;\n",
                "src/forgotten.ts",
                "export const forgotten = 1;\n",
                "site/package.json",
                "{ \"name\": \"site\", \"private\": true }\n",
                "site/index.ts",
                "export const site = 1;\n"));
    }

    private List<String> rules(InMemoryTree tree) {
        return analyzer
                .analyze(
                        tree,
                        () -> new History.Unknown("not asked"),
                        Settings.DEFAULT,
                        LocalDate.of(2026, 1, 1),
                        AnalysisListener.SILENT)
                .findings()
                .stream()
                .map(Finding::ruleId)
                .toList();
    }
}
