package dev.upkeep.engine.detect.rust.facts;

import dev.upkeep.engine.detect.rust.facts.Attributes.Attribute;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.ContextRange;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.syntax.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code mod name;} lines of a file, also those in macro calls such as {@code cfg_if!}. A link's attributes:
 * {@code path} and {@code conditionalPath} from attributes, {@code inline} the folders of modules around it,
 * {@code rooted} where the first of these comes from a path attribute, {@code test} where only tests compile it.
 */
final class ModuleLinks {

    static final String KIND = "mod";

    private static final Pattern PATH = Pattern.compile("\\bpath\\s*=\\s*\"([^\"]*)\"");
    private static final Pattern WRITTEN =
            Pattern.compile("(?m)^[ \\t]*(?:pub(?:\\s*\\([^)]*\\))?\\s+)?mod\\s+((?:r#)?\\w+)\\s*;");

    /**
     * The inline modules around a place.
     *
     * @param folders what they are called on the disk, outermost first
     * @param rooted whether the first of these comes from a path attribute
     */
    private record Around(List<String> folders, boolean rooted) {

        Around with(String folder) {
            List<String> inner = new ArrayList<>(folders);
            inner.add(folder);
            return new Around(inner, rooted);
        }
    }

    private final FactsBuilder facts;
    private final List<ContextRange> tests;
    private final boolean onlyTests;

    ModuleLinks(FactsBuilder facts, List<ContextRange> tests) {
        this(facts, tests, false);
    }

    /**
     * @param tests lines for tests alone
     * @param onlyTests whether other modules than those for tests are passed over
     */
    private ModuleLinks(FactsBuilder facts, List<ContextRange> tests, boolean onlyTests) {
        this.facts = facts;
        this.tests = tests;
        this.onlyTests = onlyTests;
    }

    /** Of a file without a tree, or with one that the grammar could not read to its end. */
    void readText(String text) {
        Matcher lines = WRITTEN.matcher(text);
        while (lines.find()) {
            int line = (int) text.substring(0, lines.start(1))
                            .chars()
                            .filter(character -> character == '\n')
                            .count()
                    + 1;
            Map<String, String> attributes =
                    isTestOnly(text.substring(0, lines.start())) ? Map.of("test", "true") : Map.of();
            facts.link(new Link(KIND, RustPath.plain(lines.group(1)), List.of(), line, attributes));
        }
    }

    /** Whether an attribute among the lines directly above says so. */
    private static boolean isTestOnly(String above) {
        List<String> lines = above.lines().map(String::strip).toList();
        for (int at = lines.size() - 1; at >= 0; at--) {
            String line = lines.get(at);
            if (line.startsWith("#[cfg(") && CfgPredicate.isTestOnly(line.substring("#[cfg".length()))) {
                return true;
            }
            if (!line.startsWith("#[") && !line.startsWith("//")) {
                return false;
            }
        }
        return false;
    }

    /** A {@code mod_item} without a body. */
    void declaration(Node module) {
        Map<String, String> attributes = new HashMap<>();
        addFolders(around(module), attributes);
        List<Attribute> own = Attributes.before(module);
        addPaths(own, attributes);
        boolean testOnly = own.stream().anyMatch(Attribute::isTestOnlyCondition);
        add(module.child("name").map(Node::text).orElse(""), module.startLine(), testOnly, attributes);
    }

    /** The modules for tests that a macro declares wherever it is called. */
    void testsOf(Node rule) {
        new ModuleLinks(facts, tests, true).tokens(rule, new Around(List.of(), false));
    }

    /** The modules that a macro call declares among its tokens. */
    void ofCall(Node tokenTree) {
        tokens(tokenTree, around(tokenTree));
    }

    private void tokens(Node tokenTree, Around around) {
        List<Node> tokens = tokenTree.children();
        for (int at = 0; at < tokens.size(); at++) {
            Node token = tokens.get(at);
            boolean module = token.is("mod")
                    && at + 2 < tokens.size()
                    && tokens.get(at + 1).is("identifier");
            if (module && tokens.get(at + 2).is(";")) {
                Map<String, String> attributes = new HashMap<>();
                addFolders(around, attributes);
                boolean testOnly = addTokenAttributes(tokens, at, attributes);
                if (testOnly || !onlyTests) {
                    add(tokens.get(at + 1).text(), token.startLine(), testOnly, attributes);
                }
            } else if (module && tokens.get(at + 2).is("token_tree")) {
                tokens(
                        tokens.get(at + 2),
                        around.with(RustPath.plain(tokens.get(at + 1).text())));
                at += 2;
            } else if (token.is("token_tree")) {
                tokens(token, around);
            }
        }
    }

    private static boolean addTokenAttributes(List<Node> tokens, int module, Map<String, String> attributes) {
        boolean testOnly = false;
        for (int at = module - 1; at > 0; at--) {
            Node token = tokens.get(at);
            if (token.is("token_tree") && tokens.get(at - 1).is("#")) {
                String text = token.text();
                Matcher path = PATH.matcher(text);
                if (path.find()) {
                    attributes.put(text.startsWith("[path") ? "path" : "conditionalPath", path.group(1));
                }
                testOnly |= text.startsWith("[cfg(") && CfgPredicate.isTestOnly(text.substring(4));
                at--;
            } else if (!token.is("pub")
                    && !token.is("token_tree")
                    && !token.kind().endsWith("_comment")) {
                break;
            }
        }
        return testOnly;
    }

    private void add(String name, int line, boolean testOnly, Map<String, String> attributes) {
        boolean inTests = tests.stream().anyMatch(range -> range.context() == Context.TEST && range.covers(line));
        if (testOnly || inTests) {
            attributes.put("test", "true");
        }
        facts.link(new Link(KIND, RustPath.plain(name), List.of(), line, Map.copyOf(attributes)));
    }

    private static void addFolders(Around around, Map<String, String> attributes) {
        if (!around.folders().isEmpty()) {
            attributes.put("inline", String.join("/", around.folders()));
        }
        if (around.rooted()) {
            attributes.put("rooted", "true");
        }
    }

    private static void addPaths(List<Attribute> own, Map<String, String> attributes) {
        pathOf(own).ifPresent(path -> attributes.put("path", path));
        own.stream()
                .filter(attribute -> attribute.path().equals("cfg_attr"))
                .map(attribute -> PATH.matcher(attribute.arguments()))
                .filter(Matcher::find)
                .findFirst()
                .ifPresent(path -> attributes.put("conditionalPath", path.group(1)));
    }

    private static Optional<String> pathOf(List<Attribute> attributes) {
        return attributes.stream()
                .filter(attribute -> attribute.path().equals("path"))
                .map(Attribute::value)
                .findFirst();
    }

    private static String folder(Node module) {
        return pathOf(Attributes.before(module))
                .orElse(RustPath.plain(module.child("name").map(Node::text).orElse("")));
    }

    /** The inline modules around a declaration or a macro call. */
    private static Around around(Node node) {
        List<String> folders = new ArrayList<>();
        boolean rooted = false;
        for (Optional<Node> at = node.ancestor("mod_item");
                at.isPresent();
                at = at.get().ancestor("mod_item")) {
            folders.addFirst(folder(at.get()));
            rooted = pathOf(Attributes.before(at.get())).isPresent();
        }
        return new Around(folders, rooted);
    }
}
