package dev.upkeep.engine.detect.rust.facts;

import dev.upkeep.engine.facts.FileFacts.Item;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The top-level items of a file, each with its comments and attributes, and which of them use each other. */
final class Items {

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("function_item", "function"),
            Map.entry("struct_item", "struct"),
            Map.entry("enum_item", "enum"),
            Map.entry("union_item", "union"),
            Map.entry("trait_item", "trait"),
            Map.entry("impl_item", Item.IMPLEMENTATION),
            Map.entry("mod_item", "module"),
            Map.entry("const_item", "constant"),
            Map.entry("static_item", "static"),
            Map.entry("type_item", "type"),
            Map.entry("macro_definition", "macro"));

    private static final Set<String> NAMES = Set.of("identifier", "type_identifier");

    private static final Set<String> FIELDS = Set.of("field_identifier");

    private static final Pattern WORD = Pattern.compile("\\w+");
    /** A text in an attribute that can be no path, such as the name of an option. */
    private static final Pattern PROSE = Pattern.compile("\"(?![\\w:<>]+\")[^\"]*\"");

    private Items() {}

    static List<Item> of(SyntaxTree tree) {
        List<Node> items = tree.root().children().stream()
                .filter(node -> KINDS.containsKey(node.kind()))
                .toList();
        // A type from elsewhere that a trait is implemented for is no item of this file.
        Set<String> names = items.stream()
                .filter(item -> !item.is("impl_item"))
                .map(Items::name)
                .collect(Collectors.toSet());
        Map<String, String> methods = methodsOfTraits(items);
        Mention mention = new Mention(tree, named(items, "macro_definition"), named(items, "function_item"));
        List<Item> found = new ArrayList<>();
        for (Node item : items) {
            String name = name(item);
            found.add(new Item(
                    kind(item),
                    name,
                    Attributes.firstLine(item),
                    item.endLine(),
                    item.childOfKind("visibility_modifier").isPresent(),
                    references(item, name, names, mention, methods)));
        }
        return found;
    }

    /** {@code mod shop;} only names another file, whatever stands above it. */
    private static String kind(Node item) {
        boolean declaration = item.is("mod_item") && item.child("body").isEmpty();
        return declaration ? Item.MODULE_ELSEWHERE : KINDS.getOrDefault(item.kind(), "");
    }

    private static Set<String> named(List<Node> items, String kind) {
        return items.stream().filter(item -> item.is(kind)).map(Items::name).collect(Collectors.toSet());
    }

    /** Of an {@code impl} the type that it is for, without the path to it. */
    private static String name(Node item) {
        return item.child(item.is("impl_item") ? "type" : "name")
                .map(node -> node.is("reference_type") ? node.child("type").orElse(node) : node)
                .map(node -> node.is("generic_type") ? node.child("type").orElse(node) : node)
                .map(node ->
                        node.is("scoped_type_identifier") ? node.child("name").orElse(node) : node)
                .map(Node::text)
                .orElse("");
    }

    /**
     * The methods of the file's own traits, with the name of the trait: whoever calls one on something needs it. A single
     * word, such as {@code get}, is as likely a method of something else.
     */
    private static Map<String, String> methodsOfTraits(List<Node> items) {
        Map<String, String> methods = new HashMap<>();
        items.stream()
                .filter(item -> item.is("trait_item"))
                .forEach(item -> item.child("body").stream()
                        .flatMap(body -> body.namedChildren().stream())
                        .filter(member -> member.is("function_item") || member.is("function_signature_item"))
                        .filter(method -> name(method).contains("_"))
                        .forEach(method -> methods.put(name(method), name(item))));
        return methods;
    }

    /** Attributes name items within texts too, as in {@code #[serde(with = "Shape")]}. */
    private static Set<String> references(
            Node item, String own, Set<String> names, Mention mention, Map<String, String> methods) {
        Set<String> used = new TreeSet<>();
        SyntaxTree tree = item.tree();
        Stream<String> inAttributes = Stream.concat(
                        item.descendants("attribute_item").stream(), Attributes.itemsBefore(item).stream())
                .map(attribute -> PROSE.matcher(attribute.text()).replaceAll(""))
                .flatMap(attribute -> WORD.matcher(attribute).results())
                .map(MatchResult::group);
        Stream<String> inCode = Arrays.stream(tree.descendants(item.index(), NAMES))
                .filter(mention::mayBeItem)
                .filter(word -> names.contains(tree.text(word)) && !LocalNames.hide(tree, word))
                .mapToObj(tree::text);
        Stream<String> ofMethods = methods.isEmpty()
                ? Stream.empty()
                : Arrays.stream(tree.descendants(item.index(), FIELDS))
                        .mapToObj(tree::text)
                        .flatMap(method -> Stream.ofNullable(methods.get(method)));
        Stream.of(inCode, inAttributes, ofMethods)
                .flatMap(each -> each)
                .filter(names::contains)
                .filter(name -> !name.equals(own))
                .forEach(used::add);
        return used;
    }
}
