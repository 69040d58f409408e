package dev.upkeep.engine.detect.repo;

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
 * Which files of any kind a source takes in, as links of the kind {@value #KIND}: {@code //go:embed} of Go, scripts that
 * {@code wasm_bindgen} binds, what a build script in Rust reads or copies, and what a page takes out of a folder of
 * packages. Links of {@code include_bytes!} and its like are made with the rest of Rust's.
 */
final class EmbedFacts implements FactsExtractor {

    static final String KIND = "embed";

    /** The attribute that is there where the path begins in the folder of the package. */
    static final String FROM = "from";

    private static final int LONGEST_PAGE = 400_000;

    private static final Pattern OF_GO = Pattern.compile("(?m)^//go:embed[ \\t]+(\\S.*)$");
    private static final Pattern GO_PATH = Pattern.compile("\"[^\"]+\"|`[^`]+`|\\S+");
    private static final Pattern OF_WASM = Pattern.compile(
            "(?m)^[ \\t]*#\\[wasm_bindgen\\((?:[\\w\\s=,]|\"[^\"]*\")*?\\bmodule\\s*=\\s*\"(\\.{0,2}/[^\"]+)\"");
    private static final Pattern OF_BUILD = Pattern.compile("\\bfs::(?:read|copy)\\(\\s*\"([^\"]+)\"");
    private static final Pattern OF_PAGE = Pattern.compile(
            "\\b(?:href|src)\\s*=\\s*[\"']?((?:[\\w.@-]*/)*node_modules/[^\"'\\s>?#]+)", Pattern.CASE_INSENSITIVE);

    @Override
    public Set<Language> languages() {
        return Set.of(Language.GO, Language.RUST, Language.HTML);
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        if (file.context() == Context.VENDORED || file.context() == Context.GENERATED) {
            return;
        }
        switch (file.language()) {
            case GO -> ofGo(file.text(), facts);
            case RUST -> ofRust(file, facts);
            default -> ofPage(file, facts);
        }
    }

    private static void ofGo(String text, FactsBuilder facts) {
        if (!text.contains("//go:embed")) {
            return;
        }
        OF_GO.matcher(text)
                .results()
                .forEach(directive -> GO_PATH.matcher(directive.group(1))
                        .results()
                        .map(EmbedFacts::goPath)
                        .forEach(path -> link(path, text, directive, Map.of(), facts)));
    }

    private static String goPath(MatchResult path) {
        return path.group().replaceAll("[\"`]", "").replaceFirst("^all:", "");
    }

    private static void ofRust(SourceFile file, FactsBuilder facts) {
        String text = file.text();
        if (text.contains("wasm_bindgen(")) {
            OF_WASM.matcher(text).results().forEach(found -> link(found.group(1), text, found, from(found), facts));
        }
        if (file.entry().name().equals("build.rs")) {
            OF_BUILD.matcher(text)
                    .results()
                    .forEach(found -> link(found.group(1), text, found, Map.of(FROM, "package"), facts));
        }
    }

    /** What begins with a slash begins in the folder of the package. */
    private static Map<String, String> from(MatchResult module) {
        return module.group(1).startsWith("/") ? Map.of(FROM, "package") : Map.of();
    }

    private static void ofPage(SourceFile file, FactsBuilder facts) {
        if (file.content().length > LONGEST_PAGE || !file.text().contains("node_modules/")) {
            return;
        }
        OF_PAGE.matcher(file.text()).results().forEach(each -> link(each.group(1), file.text(), each, Map.of(), facts));
    }

    private static void link(
            String target, String text, MatchResult found, Map<String, String> attributes, FactsBuilder facts) {
        int line = 1
                + (int) text.substring(0, found.start())
                        .chars()
                        .filter(sign -> sign == '\n')
                        .count();
        facts.link(new Link(KIND, target, List.of(), line, attributes));
    }
}
