package dev.upkeep.engine.detect.rust.facts;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.rust.facts.Attributes.Attribute;
import dev.upkeep.engine.facts.FileFacts.ContextRange;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lines of a file that are compiled or run for tests or benchmarks alone, by the language's own rules: items under
 * {@code cfg(test)}, functions with a test attribute, macro calls that hold such functions, and what {@code if cfg!(test)} guards.
 * Also lines that are never compiled, under a condition that contradicts one around it.
 */
public final class TestPlaces {

    private static final Set<String> TEST_ATTRIBUTES = Set.of(
            "test",
            "rstest",
            "test_case",
            "case",
            "quickcheck",
            "wasm_bindgen_test",
            "should_panic",
            "traced_test",
            "sqlx_test",
            "parameterized",
            "test_matrix",
            "db_test");

    private static final Set<String> ATTRIBUTES = Set.of("attribute_item", "inner_attribute_item");
    /** Nothing else decides what a place is for. */
    private static final Set<String> DECIDING =
            Set.of("attribute_item", "inner_attribute_item", "mod_item", "macro_invocation", "if_expression");

    private static final Pattern CFG_CALL = Pattern.compile("cfg!\\s*\\(\\s*test\\s*\\)");
    private static final Pattern CFG_TEST = Pattern.compile("\\(\\s*test\\s*\\)|\\(\\s*all\\(\\s*test\\s*,(?s:.*)\\)");

    private final List<ContextRange> ranges = new ArrayList<>();

    private TestPlaces() {}

    /** In source order of what decides it; read once for all rules. */
    public static List<ContextRange> in(SourceFile file, SyntaxTree tree) {
        return List.copyOf(file.view(TestPlaces.class, () -> read(tree)).ranges);
    }

    private static TestPlaces read(SyntaxTree tree) {
        TestPlaces places = new TestPlaces();
        for (Node node : tree.root().descendants(DECIDING)) {
            switch (node.kind()) {
                case "attribute_item" -> places.attribute(node);
                case "inner_attribute_item" -> places.innerAttribute(node);
                case "mod_item" -> places.module(node);
                case "macro_invocation" -> places.macro(node);
                default -> places.branch(node);
            }
        }
        return places;
    }

    /** Lines that are compiled where {@code cfg(test)} holds and nowhere else: a feature of the same name does not do. */
    public static List<ContextRange> underCfgTest(SyntaxTree tree) {
        TestPlaces places = new TestPlaces();
        for (Node attribute : tree.root().descendants(ATTRIBUTES)) {
            if (!isCfgTest(attribute)) {
                continue;
            }
            if (attribute.is("attribute_item")) {
                places.cover(attribute, Context.TEST);
            } else {
                places.innerAttribute(attribute);
            }
        }
        return List.copyOf(places.ranges);
    }

    /** Whether one of these ranges holds a line. */
    static boolean include(List<ContextRange> ranges, int line) {
        for (ContextRange range : ranges) {
            if (range.covers(line)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCfgTest(Node attribute) {
        return Attributes.of(attribute)
                .filter(each -> each.path().equals("cfg"))
                .filter(each -> CFG_TEST.matcher(each.arguments()).matches())
                .isPresent();
    }

    /** Whether an attribute makes a function a test that {@code cargo test} runs. */
    public static boolean isTest(Attribute attribute) {
        return TEST_ATTRIBUTES.contains(attribute.name());
    }

    private void attribute(Node node) {
        Attributes.of(node).ifPresent(attribute -> {
            if (attribute.isTestOnlyCondition() || isTest(attribute)) {
                cover(node, Context.TEST);
            } else if (attribute.name().equals("bench")) {
                cover(node, Context.BENCHMARK);
            } else if (attribute.path().equals("cfg") && contradicts(node, attribute.arguments())) {
                cover(node, Context.UNREACHABLE);
            }
        });
    }

    /** Whether an item around the attribute is compiled only where this condition does not hold. */
    private static boolean contradicts(Node attribute, String condition) {
        String opposite = opposite(condition);
        return Stream.iterate(attribute.parent(), Optional::isPresent, at -> at.flatMap(Node::parent))
                .flatMap(Optional::stream)
                .flatMap(around -> Attributes.before(around).stream())
                .anyMatch(each ->
                        each.path().equals("cfg") && plain(each.arguments()).equals(opposite));
    }

    private static String opposite(String condition) {
        String plain = plain(condition);
        return plain.startsWith("(not(") && plain.endsWith("))")
                ? plain.substring("(not".length(), plain.length() - 1)
                : "(not" + plain + ")";
    }

    private static String plain(String condition) {
        return condition.replaceAll("\\s", "");
    }

    /** From this attribute to the end of the item that it stands before. */
    private void cover(Node attribute, Context context) {
        // The attributes of an arm are parts of it.
        Optional<Node> arm = attribute.parent().filter(around -> around.is("match_arm"));
        Optional<Node> at = arm.or(attribute::nextSibling);
        while (at.isPresent()
                && (at.get().is("attribute_item") || at.get().kind().endsWith("_comment"))) {
            at = at.get().nextSibling();
        }
        at.filter(Node::named)
                .ifPresent(item -> ranges.add(new ContextRange(Attributes.firstLine(item), item.endLine(), context)));
    }

    private void innerAttribute(Node node) {
        boolean testOnly =
                Attributes.of(node).filter(Attribute::isTestOnlyCondition).isPresent();
        node.parent()
                .filter(parent -> testOnly)
                .ifPresent(parent -> ranges.add(new ContextRange(parent.startLine(), parent.endLine(), Context.TEST)));
    }

    /** A module of tests that somebody forgot to put under {@code cfg(test)}. */
    private void module(Node module) {
        boolean named = module.child("name")
                .filter(name -> name.hasText("tests") || name.hasText("test"))
                .isPresent();
        boolean tests = named
                && module.child("body").stream()
                        .flatMap(body -> body.descendants("attribute_item").stream())
                        .flatMap(item -> Attributes.of(item).stream())
                        .anyMatch(TestPlaces::isTest);
        if (tests) {
            ranges.add(new ContextRange(module.startLine(), module.endLine(), Context.TEST));
        }
    }

    private void branch(Node choice) {
        choice.child("condition")
                .filter(condition -> CFG_CALL.matcher(condition.text()).matches())
                .flatMap(condition -> choice.child("consequence"))
                .ifPresent(block -> ranges.add(new ContextRange(block.startLine(), block.endLine(), Context.TEST)));
    }

    /** Such as {@code proptest! { #[test] fn … }}: what stands in a macro call is only tokens. */
    private void macro(Node call) {
        boolean tests = call.childOfKind("token_tree").map(Node::children).orElse(List.of()).stream()
                .anyMatch(token -> token.is("token_tree")
                        && (token.hasText("[test]") || token.hasText("[tokio::test]"))
                        && token.previousSibling().filter(mark -> mark.is("#")).isPresent());
        if (tests) {
            ranges.add(new ContextRange(call.startLine(), call.endLine(), Context.TEST));
        }
    }
}
