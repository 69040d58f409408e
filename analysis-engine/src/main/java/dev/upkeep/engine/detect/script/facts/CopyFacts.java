package dev.upkeep.engine.detect.script.facts;

import dev.upkeep.engine.detect.CopiedFiles;
import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The paths that scripts name that copy files, in their order: which of them is copied where is told by what lies there. */
public final class CopyFacts implements FactsExtractor {

    private static final Pattern COPIES = Pattern.compile(
            "\\b(?:copySync|copyFileSync|cpSync|copyFile|viteStaticCopy|Copy(?:Webpack|Rspack)?Plugin)\\(|\\bfse?\\.(?:copy|cp)\\(");

    private static final Set<String> TEXTS = Set.of("string", "template_string");
    private static final Set<String> JOINERS = Set.of("join", "resolve");
    /** The folder of the script, or another that a name stands for. */
    private static final Pattern BASE = Pattern.compile("^\\$\\{[\\w.]+}/");

    private static final Pattern PATH = Pattern.compile("(?:[\\w@.-]+/)+(?:[\\w@.-]+)?|[\\w@-]+\\.\\w{1,4}");

    private static final int MOST = 40;

    @Override
    public Set<Language> languages() {
        return Scripts.LANGUAGES;
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        String text = file.text();
        if ((text.contains("opy") || text.contains("cpSync") || text.contains(".cp("))
                && COPIES.matcher(text).find()) {
            file.tree().ifPresent(tree -> read(tree, facts));
        }
    }

    private static void read(SyntaxTree tree, FactsBuilder facts) {
        List<String> paths = tree.root().descendants().stream()
                .filter(node -> TEXTS.contains(node.kind()) || isJoined(node))
                .map(CopyFacts::path)
                .filter(path -> PATH.matcher(path).matches())
                .distinct()
                .limit(MOST)
                .toList();
        for (int at = 0; at < paths.size(); at++) {
            facts.word(CopiedFiles.PATHS, "%02d %s".formatted(at, paths.get(at)));
        }
    }

    private static boolean isJoined(Node node) {
        return node.is("call_expression") && JOINERS.contains(Scripts.lastName(node));
    }

    private static String path(Node node) {
        return node.is("call_expression")
                ? Scripts.arguments(node).stream()
                        .filter(part -> TEXTS.contains(part.kind()))
                        .map(CopyFacts::path)
                        .collect(Collectors.joining("/"))
                : BASE.matcher(node.text().substring(1, node.text().length() - 1))
                        .replaceFirst("");
    }
}
