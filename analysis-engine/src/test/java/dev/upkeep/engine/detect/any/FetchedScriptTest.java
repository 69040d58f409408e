package dev.upkeep.engine.detect.any;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.engine.AnalysisListener;
import dev.upkeep.engine.AnalysisResult;
import dev.upkeep.engine.Analyzer;
import dev.upkeep.engine.ResultCache;
import dev.upkeep.engine.RuleGroups;
import dev.upkeep.engine.finding.Finding;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.engine.settings.Settings;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.InMemoryTree;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class FetchedScriptTest {

    private static final String LONG_SCRIPT = "#!/bin/sh\n" + "echo step\n".repeat(1_500);
    /** A line as pages have it that hold data in their text. */
    private static final String FETCH = "curl https://example.org/install.sh -H " + "x".repeat(200_000);

    @Test
    void aVeryLongLineOfAPageIsReadToItsEnd() {
        AnalysisResult result = analyse(FETCH + " | sh\n");

        assertThat(result.notes()).doesNotContainKey("problems");
        assertThat(result.findings()).extracting(Finding::ruleId).doesNotContain("any/oversized-file");
    }

    @Test
    void aVeryLongLineThatOnlyFetchesSaysNothingOfAShell() {
        AnalysisResult result = analyse(FETCH + "\n");

        assertThat(result.notes()).doesNotContainKey("problems");
        assertThat(result.findings()).extracting(Finding::ruleId).contains("any/oversized-file");
    }

    private static AnalysisResult analyse(String page) {
        InMemoryTree tree = new InMemoryTree();
        tree.with("install.sh", LONG_SCRIPT.getBytes(StandardCharsets.UTF_8));
        tree.with("README.md", page.getBytes(StandardCharsets.UTF_8));
        try (Analyzer analyzer = new Analyzer(RuleCatalog.load(), RuleGroups.all(), ResultCache.NONE, 1)) {
            return analyzer.analyze(
                    tree,
                    () -> new History.Unknown("no history"),
                    Settings.DEFAULT,
                    LocalDate.EPOCH,
                    AnalysisListener.SILENT);
        }
    }
}
