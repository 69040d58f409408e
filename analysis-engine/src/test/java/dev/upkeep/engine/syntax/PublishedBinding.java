package dev.upkeep.engine.syntax;

import dev.upkeep.engine.source.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSLanguage;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSReader;
import org.treesitter.TSTree;
import org.treesitter.TreeSitterBash;
import org.treesitter.TreeSitterCss;
import org.treesitter.TreeSitterGo;
import org.treesitter.TreeSitterHtml;
import org.treesitter.TreeSitterJava;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterJson;
import org.treesitter.TreeSitterPython;
import org.treesitter.TreeSitterRust;
import org.treesitter.TreeSitterTsx;
import org.treesitter.TreeSitterTypescript;

/**
 * The oracle: the same grammars through the published Java binding, walked by asking each node for its children, which
 * shares neither code nor method with the flattening under test.
 */
final class PublishedBinding {

    private static final Map<Language, Supplier<TSLanguage>> GRAMMARS = Map.ofEntries(
            Map.entry(Language.RUST, TreeSitterRust::new),
            Map.entry(Language.TYPESCRIPT, TreeSitterTypescript::new),
            Map.entry(Language.TSX, TreeSitterTsx::new),
            Map.entry(Language.JAVASCRIPT, TreeSitterJavascript::new),
            Map.entry(Language.PYTHON, TreeSitterPython::new),
            Map.entry(Language.GO, TreeSitterGo::new),
            Map.entry(Language.JAVA, TreeSitterJava::new),
            Map.entry(Language.SHELL, TreeSitterBash::new),
            Map.entry(Language.HTML, TreeSitterHtml::new),
            Map.entry(Language.CSS, TreeSitterCss::new),
            Map.entry(Language.JSON, TreeSitterJson::new));

    private PublishedBinding() {}

    /** What both sides say of a node; lines are 1-based, the field is empty where there is none. */
    record Seen(String kind, boolean named, boolean missing, String field, int start, int end, int line, int depth) {}

    static List<Seen> walk(byte[] source, Language language) {
        List<Seen> seen = new ArrayList<>();
        try (TSParser parser = new TSParser();
                TSLanguage grammar = Optional.ofNullable(GRAMMARS.get(language))
                        .orElseThrow()
                        .get()) {
            parser.setLanguage(grammar);
            try (TSTree tree = parser.parse(
                    new byte[source.length + 16], null, reader(source), TSInputEncoding.TSInputEncodingUTF8)) {
                walk(tree.getRootNode(), "", 0, seen);
            }
        }
        return seen;
    }

    private static TSReader reader(byte[] source) {
        return (buffer, offset, position) -> {
            int length = Math.max(0, source.length - offset);
            System.arraycopy(source, Math.min(offset, source.length), buffer, 0, length);
            return length;
        };
    }

    private static void walk(TSNode node, String field, int depth, List<Seen> seen) {
        seen.add(new Seen(
                node.getType(),
                node.isNamed(),
                node.isMissing(),
                field,
                node.getStartByte(),
                node.getEndByte(),
                node.getStartPoint().getRow() + 1,
                depth));
        for (int child = 0; child < node.getChildCount(); child++) {
            String name = node.getFieldNameForChild(child);
            walk(node.getChild(child), name == null ? "" : name, depth + 1, seen);
        }
    }
}
