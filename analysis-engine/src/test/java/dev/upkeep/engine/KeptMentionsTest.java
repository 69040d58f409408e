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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a text mentions is kept from one analysis to the next, for these names and this text alone. */
class KeptMentionsTest {

    private static final String UNREFERENCED = "npm/script-unreferenced";
    private static final String MANIFEST = "{ \"name\": \"shop\", \"private\": true }";
    private static final String CRATE =
            "[package]\nname = \"shop\"\nversion = \"1.0.0\"\n\n[dependencies]\naxum = \"0.8\"\n";
    private static final String UNUSED_CACHE = "cache/unused-cache-module";

    private final Analyzer analyzer = new Analyzer(RuleCatalog.load(), RuleGroups.all(), ResultCache.NONE, 1);

    @AfterEach
    void close() {
        analyzer.close();
    }

    @Test
    void anUnchangedPageIsAskedAgainForAnotherScript() {
        InMemoryTree first = shop("Run seed by hand.").with("scripts/load.js", bytes("load();\n"));
        InMemoryTree second = shop("Run seed by hand.")
                .with("scripts/load.js", bytes("load();\n"))
                .with("scripts/seed.js", bytes("seed();\n"));

        assertThat(paths(first, UNREFERENCED)).containsExactly("scripts/load.js");
        assertThat(paths(second, UNREFERENCED)).containsExactly("scripts/load.js");
    }

    @Test
    void aChangedPageIsReadAgainForTheSameScript() {
        InMemoryTree silent = shop("Nothing to see.").with("scripts/load.js", bytes("load();\n"));
        InMemoryTree naming = shop("Run load by hand.").with("scripts/load.js", bytes("load();\n"));

        assertThat(paths(silent, UNREFERENCED)).containsExactly("scripts/load.js");
        assertThat(paths(naming, UNREFERENCED)).isEmpty();
        assertThat(paths(silent, UNREFERENCED)).containsExactly("scripts/load.js");
    }

    @Test
    void anUnchangedSourceIsAskedAgainForAnotherName() {
        InMemoryTree first = crate("serve(PageCache::new())").with("src/answer_cache.rs", cache("AnswerCache"));
        InMemoryTree second = crate("serve(PageCache::new())")
                .with("src/answer_cache.rs", cache("AnswerCache"))
                .with("src/page_cache.rs", cache("PageCache"));
        InMemoryTree used = crate("serve(AnswerCache::new())").with("src/answer_cache.rs", cache("AnswerCache"));

        assertThat(paths(first, UNUSED_CACHE)).containsExactly("src/answer_cache.rs");
        assertThat(paths(second, UNUSED_CACHE)).containsExactly("src/answer_cache.rs");
        assertThat(paths(used, UNUSED_CACHE)).isEmpty();
    }

    private static InMemoryTree crate(String body) {
        return new InMemoryTree()
                .with("Cargo.toml", bytes(CRATE))
                .with("src/main.rs", bytes("mod answer_cache;\nmod page_cache;\nfn main() {\n    " + body + ";\n}\n"));
    }

    private static byte[] cache(String name) {
        return bytes("""
                use std::collections::HashMap;

                #[derive(Default)]
                pub struct %1$s {
                    entries: HashMap<String, String>,
                }

                impl %1$s {
                    pub fn new() -> Self {
                        Self::default()
                    }
                    pub fn get(&self, key: &str) -> Option<&String> {
                        self.entries.get(key)
                    }
                }
                """.formatted(name));
    }

    private static InMemoryTree shop(String page) {
        return new InMemoryTree().with("package.json", bytes(MANIFEST)).with("docs/start.md", bytes(page + "\n"));
    }

    private List<String> paths(InMemoryTree tree, String rule) {
        return analyzer
                .analyze(
                        tree,
                        () -> new History.Unknown("a test has none"),
                        Settings.DEFAULT,
                        LocalDate.of(2026, 1, 1),
                        AnalysisListener.SILENT)
                .findings()
                .stream()
                .filter(finding -> finding.ruleId().equals(rule))
                .map(Finding::location)
                .map(location -> location.path())
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
