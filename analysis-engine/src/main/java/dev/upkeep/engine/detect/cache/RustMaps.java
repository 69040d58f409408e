package dev.upkeep.engine.detect.cache;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The maps that a Rust file declares as statics or fields: what may live as long as the program. */
final class RustMaps {

    /** How long a map lives: {@code STATIC}, behind a lock for all threads, or as long as its owner. */
    enum Life {
        STATIC,
        SHARED,
        OWNER
    }

    /**
     * One map.
     *
     * @param owner the struct that it is a field of; empty for statics
     * @param key the type of its keys, as written
     */
    record DeclaredMap(String name, String owner, String key, Life life, int line) {}

    private static final Set<String> DECLARATIONS = Set.of("static_item", "field_declaration", "macro_invocation");
    private static final Pattern MAP = Pattern.compile(
            "\\b(HashMap|BTreeMap|DashMap|IndexMap|AHashMap|FxHashMap|SkipMap|FnvHashMap)\\s*<\\s*(\\([^()]*\\)|[^,<>]+(?:<[^<>]*>)?)\\s*,");
    private static final Pattern LOCK = Pattern.compile("\\b(Mutex|RwLock|DashMap|SkipMap|ArcSwap)\\s*<");
    private static final Pattern MACRO_STATIC =
            Pattern.compile("(?s)\\bstatic\\s+(?:ref\\s+)?(\\w+)\\s*:\\s*([^=;]+)=");

    private RustMaps() {}

    static List<DeclaredMap> in(SourceFile file, SyntaxTree tree) {
        List<DeclaredMap> found = new ArrayList<>();
        if (!file.text().contains("Map")) {
            return found;
        }
        for (Node node : tree.root().descendants(DECLARATIONS)) {
            switch (node.kind()) {
                case "static_item" -> declared(node, "", found);
                case "field_declaration" -> declared(node, owner(node), found);
                default -> macro(node, found);
            }
        }
        return found;
    }

    private static String owner(Node field) {
        return field.ancestor("struct_item")
                .flatMap(item -> item.child("name"))
                .map(Node::text)
                .orElse("");
    }

    private static void declared(Node node, String owner, List<DeclaredMap> found) {
        Optional<Node> name = node.child("name");
        node.child("type")
                .ifPresent(type -> name.ifPresent(given -> key(type.text())
                        .ifPresent(key -> found.add(
                                new DeclaredMap(given.text(), owner, key, life(node, type), node.startLine())))));
    }

    private static Life life(Node node, Node type) {
        if (node.is("static_item")) {
            return Life.STATIC;
        }
        return LOCK.matcher(type.text()).find() ? Life.SHARED : Life.OWNER;
    }

    /** The key of the outermost map, where the type holds one map and is no list of maps. */
    private static Optional<String> key(String type) {
        Matcher map = MAP.matcher(type);
        boolean direct = map.find() && !type.substring(0, map.start()).matches("(?s).*\\b(Vec|Option|HashMap)\\s*<.*");
        return direct ? Optional.of(map.group(2).strip()) : Optional.empty();
    }

    private static void macro(Node call, List<DeclaredMap> found) {
        String name = call.child("macro").map(Node::text).orElse("");
        if (name.endsWith("lazy_static") || name.endsWith("thread_local")) {
            Matcher item = MACRO_STATIC.matcher(call.text());
            while (item.find()) {
                int line = call.startLine()
                        + (int) call.text().substring(0, item.start(1)).lines().count()
                        - 1;
                key(item.group(2))
                        .ifPresent(key -> found.add(new DeclaredMap(item.group(1), "", key, Life.STATIC, line)));
            }
        }
    }
}
