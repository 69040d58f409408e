package dev.upkeep.engine.detect.rust.facts;

import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The attributes of an item: {@code #[…]} before it, {@code #![…]} within it. */
public final class Attributes {

    /**
     * One attribute.
     *
     * @param path such as {@code tokio::test}
     * @param arguments with the brackets around them; empty where there are none
     * @param value behind {@code =}, without quotes; empty where there is none
     */
    public record Attribute(String path, String arguments, String value) {

        /** The last part of the path. */
        public String name() {
            return path.substring(path.lastIndexOf(':') + 1);
        }

        /** The lints that it allows; such as {@code clippy::unwrap_used}. */
        public Stream<String> allowedLints() {
            return path.equals("allow") || path.equals("expect")
                    ? LINT.matcher(arguments).results().map(MatchResult::group)
                    : Stream.empty();
        }

        /** The lints that it allows where the crate is compiled for its tests: {@code cfg_attr(test, allow(…))}. */
        Stream<String> lintsAllowedInTests() {
            return path.equals("cfg_attr")
                    ? IN_TESTS.matcher(arguments)
                            .results()
                            .flatMap(match -> LINT.matcher(match.group(1)).results())
                            .map(MatchResult::group)
                    : Stream.empty();
        }

        boolean isTestOnlyCondition() {
            return path.equals("cfg") && CfgPredicate.isTestOnly(arguments);
        }
    }

    private static final Pattern LINT = Pattern.compile("\\w+(::\\w+)*");
    private static final Pattern IN_TESTS =
            Pattern.compile("^\\(\\s*test\\s*,(?:[^()]|\\([^()]*\\))*?\\b(?:allow|expect)\\s*\\(([^()]*)\\)");

    private Attributes() {}

    /** The lints that attributes of the whole file allow, {@code #![allow(…)]} at its top. */
    public static Set<String> allowedLints(SyntaxTree tree) {
        return ofFile(tree).flatMap(Attribute::allowedLints).collect(Collectors.toSet());
    }

    /** The lints that attributes of the whole file allow in tests, {@code #![cfg_attr(test, allow(…))]} at its top. */
    static Set<String> lintsAllowedInTests(SyntaxTree tree) {
        return ofFile(tree).flatMap(Attribute::lintsAllowedInTests).collect(Collectors.toSet());
    }

    private static Stream<Attribute> ofFile(SyntaxTree tree) {
        return tree.root().children().stream()
                .filter(child -> child.is("inner_attribute_item"))
                .flatMap(child -> of(child).stream());
    }

    /** Those written before this item, last first. */
    public static List<Attribute> before(Node item) {
        return itemsBefore(item).stream()
                .map(Attributes::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Each {@code attribute_item} before this item, last first. */
    static List<Node> itemsBefore(Node item) {
        List<Node> found = new ArrayList<>();
        for (Optional<Node> at = item.previousSibling(); at.isPresent() && belongs(at.get()); ) {
            Node here = at.get();
            if (here.is("attribute_item")) {
                found.add(here);
            }
            at = here.previousSibling();
        }
        return found;
    }

    /** Where the item begins if its attributes and comments belong to it. */
    static int firstLine(Node item) {
        int first = item.startLine();
        for (Optional<Node> at = item.previousSibling();
                at.isPresent() && belongs(at.get()) && !isOfFile(at.get(), first); ) {
            first = at.get().startLine();
            at = at.get().previousSibling();
        }
        return first;
    }

    /**
     * Documentation of what is around, remarks that a blank line parts from what follows, such as a licence, and those
     * behind what is in front.
     */
    private static boolean isOfFile(Node before, int first) {
        boolean comment = before.kind().endsWith("_comment");
        boolean inner = before.text().startsWith("//!") || before.text().startsWith("/*!");
        return comment && (inner || before.endLine() + 1 < first || standsBehind(before));
    }

    private static boolean standsBehind(Node comment) {
        return comment.previousSibling()
                .filter(item -> !item.is("attribute_item") && item.endLine() == comment.startLine())
                .isPresent();
    }

    /** What this {@code attribute_item} or {@code inner_attribute_item} says. */
    public static Optional<Attribute> of(Node attributeItem) {
        return attributeItem.childOfKind("attribute").map(attribute -> {
            String path = attribute.namedChildren().stream()
                    .findFirst()
                    .map(RustPath::text)
                    .orElse("");
            String arguments = attribute.child("arguments").map(Node::text).orElse("");
            String value = attribute.child("value").map(Node::text).orElse("");
            return new Attribute(path, arguments, unquoted(value));
        });
    }

    static String unquoted(String literal) {
        int first = literal.indexOf('"');
        int last = literal.lastIndexOf('"');
        return first >= 0 && last > first ? literal.substring(first + 1, last) : literal;
    }

    private static boolean belongs(Node node) {
        return node.is("attribute_item") || node.is("line_comment") || node.is("block_comment");
    }
}
