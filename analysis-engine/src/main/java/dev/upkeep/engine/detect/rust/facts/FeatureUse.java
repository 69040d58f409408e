package dev.upkeep.engine.detect.rust.facts;

import dev.upkeep.engine.detect.rust.facts.Attributes.Attribute;
import dev.upkeep.engine.detect.rust.facts.CfgPredicate.Truth;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which features of its package the conditions of a file name, as links of the kind {@link #KIND}: one for each feature
 * and what becomes of the code without it, at the first place. What stands in macros is of whoever calls them and is left
 * out, and so are places where the compiler's own warning is switched off.
 */
public final class FeatureUse {

    /** The kind of the links; the target is the feature, the one name what is under the condition. */
    public static final String KIND = "feature";

    /** How many places there are. */
    public static final String PLACES = "places";

    /** What becomes of the code where the feature is never on, as a sentence without its subject. */
    public static final String EFFECT = "effect";

    /** Whether code is lost. */
    public static final String LOST = "lost";

    /** The lint by which the compiler says the same. */
    public static final String LINT = "unexpected_cfgs";

    private static final Map<String, String> KEYWORDS = Map.of(
            "function_item", "fn",
            "mod_item", "mod",
            "struct_item", "struct",
            "enum_item", "enum",
            "trait_item", "trait",
            "const_item", "const",
            "static_item", "static",
            "type_item", "type",
            "macro_definition", "macro");

    private static final Map<String, String> NAMELESS = Map.of(
            "use_declaration", "an import",
            "impl_item", "an implementation",
            "match_arm", "an arm of a match",
            "field_declaration", "a field",
            "field_initializer", "a field",
            "enum_variant", "a variant",
            "extern_crate_declaration", "an import");

    private record Key(String feature, String effect) {}

    private record First(int line, String what, boolean lost) {}

    private final Map<Key, First> first = new LinkedHashMap<>();
    private final Map<Key, Integer> places = new LinkedHashMap<>();

    void visit(SyntaxTree tree, int index) {
        switch (tree.kind(index)) {
            case "attribute_item", "inner_attribute_item" -> attribute(tree.node(index));
            case "macro_invocation" -> call(tree.node(index));
            default -> {
                // has no condition
            }
        }
    }

    void finish(FactsBuilder facts) {
        first.forEach((key, place) -> facts.link(new Link(
                KIND,
                key.feature(),
                List.of(place.what()),
                place.line(),
                Map.of(
                        EFFECT,
                        key.effect(),
                        PLACES,
                        String.valueOf(places.get(key)),
                        LOST,
                        String.valueOf(place.lost())))));
    }

    private void attribute(Node node) {
        Optional<Attribute> attribute = Attributes.of(node)
                .filter(each -> each.path().equals("cfg") || each.path().equals("cfg_attr"))
                .filter(each -> each.arguments().contains("feature"));
        if (attribute.isEmpty()) {
            return;
        }
        boolean inner = node.is("inner_attribute_item");
        Optional<Node> item = inner ? node.parent() : itemBehind(node);
        if (item.isEmpty() || item.filter(each -> isAllowed(each, inner)).isPresent()) {
            return;
        }
        boolean whole = attribute.get().path().equals("cfg");
        String what = inner && item.get().is("source_file") ? "the file" : described(item.get());
        note(
                node.startLine(),
                what,
                attribute.get().arguments(),
                whole
                        ? Map.of(
                                Truth.NO, "is never compiled",
                                Truth.YES, "is always compiled",
                                Truth.OPEN, "is compiled without regard to it")
                        : Map.of(
                                Truth.NO, "never gets the attributes",
                                Truth.YES, "always gets the attributes",
                                Truth.OPEN, "gets the attributes without regard to it"));
    }

    private void call(Node call) {
        boolean condition =
                call.child("macro").filter(name -> name.hasText("cfg")).isPresent();
        if (condition) {
            call.childOfKind("token_tree")
                    .ifPresent(tokens -> note(
                            call.startLine(),
                            "`cfg!`",
                            tokens.text(),
                            Map.of(
                                    Truth.NO, "is always false",
                                    Truth.YES, "is always true",
                                    Truth.OPEN, "has its value without regard to it")));
        }
    }

    private void note(int line, String what, String condition, Map<Truth, String> effects) {
        for (String feature : CfgPredicate.features(condition)) {
            Truth truth = CfgPredicate.without(feature, condition);
            Key key = new Key(feature, effects.getOrDefault(truth, ""));
            first.putIfAbsent(key, new First(line, what, truth == Truth.NO));
            places.merge(key, 1, Integer::sum);
        }
    }

    private static Optional<Node> itemBehind(Node attribute) {
        Optional<Node> at = attribute.nextSibling();
        while (at.filter(node -> node.is("attribute_item") || node.kind().endsWith("_comment"))
                .isPresent()) {
            at = at.flatMap(Node::nextSibling);
        }
        return at.filter(Node::named);
    }

    private static boolean isAllowed(Node item, boolean inner) {
        return !inner
                && Attributes.before(item).stream()
                        .flatMap(Attribute::allowedLints)
                        .anyMatch(LINT::equals);
    }

    private static String described(Node item) {
        Node named = item.is("expression_statement")
                ? item.namedChildren().stream().findFirst().orElse(item)
                : item;
        return Optional.ofNullable(KEYWORDS.get(named.kind()))
                .flatMap(keyword -> named.child("name").map(name -> "`" + keyword + " " + name.text() + "`"))
                .orElse(NAMELESS.getOrDefault(named.kind(), "code"));
    }
}
