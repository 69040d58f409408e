package dev.upkeep.engine.detect.script.facts;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Scripts that Rust imports, as links of the kind {@value #KIND}: {@code #[wasm_bindgen(module = "/js/a.js")]} and {@code
 * #[wasm_bindgen(raw_module = "./a")]}. The first begins in the folder of the crate, the second wherever the generated
 * code is put, so that only the end of the path can be compared. Names of packages are left out.
 */
public final class WasmModuleFacts implements FactsExtractor {

    public static final String KIND = "wasm-module";

    private static final Pattern MODULE = Pattern.compile(
            "\\bwasm_bindgen\\((?:[^()\"]*\"[^\"]*\")*?[^()\"]*?\\b(?:raw_)?module\\s*=\\s*\"(?:\\.{0,2}/)+([^\"]+)\"");

    @Override
    public Set<Language> languages() {
        return Set.of(Language.RUST);
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        if (file.context() != Context.VENDORED && file.text().contains("wasm_bindgen(")) {
            MODULE.matcher(file.text()).results().forEach(found -> facts.link(link(found, file.text())));
        }
    }

    private static Link link(MatchResult found, String text) {
        int line = 1
                + (int) text.substring(0, found.start())
                        .chars()
                        .filter(sign -> sign == '\n')
                        .count();
        return new Link(KIND, found.group(1), List.of(), line, Map.of());
    }
}
