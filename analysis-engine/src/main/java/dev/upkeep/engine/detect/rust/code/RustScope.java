package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.rust.facts.Attributes;
import dev.upkeep.engine.detect.rust.facts.Attributes.Attribute;
import dev.upkeep.engine.detect.rust.facts.ImportLinks;
import dev.upkeep.engine.detect.rust.facts.ImportLinks.Import;
import dev.upkeep.engine.detect.rust.facts.RustPath;
import dev.upkeep.engine.detect.rust.facts.TestPlaces;
import dev.upkeep.engine.facts.FileFacts.ContextRange;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a Rust file says of the names in it: where they are imported from, and what stands around a place. Imports are
 * taken for the whole file, in whichever module of it they stand; a name that is imported twice means nothing sure.
 */
public final class RustScope {

    private static final Set<String> FUNCTIONS = Set.of("function_item", "closure_expression", "async_block");

    private final SourceFile file;
    private final SyntaxTree tree;
    private final Map<String, String> imports = new HashMap<>();
    /** The call that was asked about last: one check after the other looks at the same. */
    private int asked = -1;

    private String callee = "";
    private @Nullable BitSet testLines;
    private @Nullable Set<String> allowedInFile;
    private @Nullable LockTypes locks;

    private RustScope(SourceFile file, SyntaxTree tree) {
        this.file = file;
        this.tree = tree;
        tree.root()
                .descendants("use_declaration")
                .forEach(declaration -> ImportLinks.of(declaration).forEach(this::add));
    }

    /** The scope of a file, which all rules share. */
    public static RustScope of(SourceFile file, SyntaxTree tree) {
        return file.view(RustScope.class, () -> new RustScope(file, tree));
    }

    private void add(Import each) {
        if (!each.name().equals("*") && !each.name().equals("_")) {
            imports.merge(each.name(), each.path(), (first, second) -> first.equals(second) ? first : "?::" + first);
        }
    }

    public SourceFile file() {
        return file;
    }

    public SyntaxTree tree() {
        return tree;
    }

    /** A path with its first name replaced by what that name was imported as; empty where the node is no path. */
    public String resolved(Node path) {
        List<String> segments = RustPath.segments(path);
        if (segments.isEmpty()) {
            return "";
        }
        String known = imports.getOrDefault(segments.getFirst(), segments.getFirst());
        return segments.size() == 1 ? known : known + "::" + String.join("::", segments.subList(1, segments.size()));
    }

    /** What the function of a {@code call_expression} resolves to; empty for methods. */
    public String callee(Node call) {
        if (call.index() != asked) {
            asked = call.index();
            callee = call.child("function").map(this::resolved).orElse("");
        }
        return callee;
    }

    /** Whether anything is imported from below this path. */
    public boolean importsFrom(String prefix) {
        return imports.values().stream().anyMatch(path -> path.equals(prefix) || path.startsWith(prefix + "::"));
    }

    /** What is known of the locks in this file. */
    public LockTypes locks() {
        if (locks == null) {
            locks = new LockTypes(this);
        }
        return locks;
    }

    /** Whether the line is for tests or benchmarks alone. */
    public boolean inTests(Node node) {
        if (testLines == null) {
            testLines = new BitSet();
            for (ContextRange range : TestPlaces.in(file, tree)) {
                testLines.set(range.startLine(), range.endLine() + 1);
            }
        }
        return testLines.get(node.startLine());
    }

    /** The nearest function item around a place. */
    public Optional<Node> function(Node node) {
        return node.ancestor("function_item");
    }

    /** The name of the nearest function around a place; empty at the top. */
    public String functionName(Node node) {
        return function(node)
                .flatMap(function -> function.child("name"))
                .map(Node::text)
                .orElse("");
    }

    /** What runs this place: the nearest function, closure or async block. */
    public Optional<Node> body(Node node) {
        return node.ancestor(FUNCTIONS);
    }

    /** Whether an item around the place, or the file, carries a lint attribute that allows this lint. */
    public boolean allows(Node node, String lint) {
        if (allowedInFile().contains(lint)) {
            return true;
        }
        Optional<Node> at = Optional.of(node);
        while (at.isPresent()) {
            Optional<Node> before = at.get().previousSibling();
            while (before.isPresent() && before.get().is("attribute_item")) {
                if (allows(Attributes.of(before.get()), lint)) {
                    return true;
                }
                before = before.get().previousSibling();
            }
            at = at.get().parent();
        }
        return false;
    }

    private Set<String> allowedInFile() {
        if (allowedInFile == null) {
            allowedInFile = Attributes.allowedLints(tree);
        }
        return allowedInFile;
    }

    private static boolean allows(Optional<Attribute> attribute, String lint) {
        return attribute.stream().flatMap(Attribute::allowedLints).anyMatch(lint::equals);
    }

    /** A draft at these lines, tied to the function around it. */
    public Draft draft(String rule, Node node) {
        return Draft.of(rule, new Location(file.path(), node.startLine(), node.endLine()))
                .scope(functionName(node));
    }

    /** A draft at one line, tied to the function around the node. */
    public Draft draft(String rule, Node node, int line) {
        return Draft.of(rule, Location.line(file.path(), line)).scope(functionName(node));
    }
}
