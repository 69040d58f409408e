package dev.upkeep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.engine.finding.Finding;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.engine.settings.Settings;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.InMemoryTree;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is found in files that nothing reaches is counted by the finding that says so, and not told by itself. */
class FoldedFindingsTest {

    private static final String WITH_REMARK = "export const step = 1;\n// TODO show it\n";

    @Test
    void aFileCountsWhatIsInIt() {
        assertThat(findings("wizard/first.ts")).singleElement().satisfies(finding -> {
            assertThat(finding.ruleId()).isEqualTo("typescript/unreachable-file");
            assertThat(finding.data()).containsEntry("foldedFindings", 1);
        });
    }

    @Test
    void aFolderCountsWhatIsInAllOfItsFiles() {
        assertThat(findings("wizard/a.ts", "wizard/b.ts", "wizard/c.ts", "wizard/d.ts"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.ruleId()).isEqualTo("typescript/unreachable-folder");
                    assertThat(finding.data()).containsEntry("files", 4).containsEntry("foldedFindings", 4);
                });
    }

    private static List<Finding> findings(String... lost) {
        InMemoryTree tree = new InMemoryTree();
        add(tree, "package.json", "{ \"name\": \"shop\", \"private\": true, \"main\": \"src/main.ts\" }\n");
        add(tree, "src/main.ts", "console.log(1);\n");
        for (String path : lost) {
            add(tree, "src/" + path, WITH_REMARK);
        }
        try (Analyzer analyzer = new Analyzer(RuleCatalog.load(), RuleGroups.all(), ResultCache.NONE, 1)) {
            return analyzer
                    .analyze(
                            tree,
                            () -> new History.Unknown("no history"),
                            Settings.DEFAULT,
                            LocalDate.EPOCH,
                            AnalysisListener.SILENT)
                    .findings()
                    .stream()
                    .filter(finding -> finding.location().path().startsWith("src/"))
                    .toList();
        }
    }

    private static void add(InMemoryTree tree, String path, String text) {
        tree.with(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
