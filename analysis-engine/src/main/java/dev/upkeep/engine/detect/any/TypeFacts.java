package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.script.syntax.Components;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The types that a file defines, as links of the kind {@value #KIND}: the target is the name, the names are the members
 * as {@code name:type}, without white space; attributes are {@code family} (what can be compared), {@code exported}, {@code row} (of a table) and {@code twin} (documented as one) and {@code exposed} (what an interface shows by decorators of its members).
 * Types with fewer than three members are left out, and so are those under a {@code cfg}, of which only one is compiled.
 */
public final class TypeFacts implements FactsExtractor {

    public static final String KIND = "type-definition";

    /** Types that a framework wants to have this name in each module: entities, and the commands of a command line. */
    private static final Pattern NAMED_BY_FRAMEWORK = Pattern.compile(
            "\\b(DeriveEntityModel|DeriveModel|DeriveRelation|DeriveColumn|Subcommand|Args|Parser|DeriveIden|Iden)\\b");

    /** Documentation that says that there are two of it, and so why. */
    private static final Pattern TWIN = Pattern.compile(
            "(?i)\\b(mirror(s|ed|ing)?|(clone|copy|copied|duplicate|counterpart|equivalent|twin) (of|to|from)|same as|in sync with)\\b");

    /** What the head of a file says that is a copy of another; licences speak of copies of themselves. */
    private static final Pattern COPIED_FILE =
            Pattern.compile("(?i)\\b(cop(y|ied)|duplicated?|cloned?|vendored) (of|from)\\b"
                    + "(?![^\\n]{0,40}\\b(licen[cs]e|software|GNU|MPL|notice|document))[^\\n]{0,60}?[\\w@-]+[./][\\w-]"
                    + "|\\b(kept|keep|stay|be) in sync with\\b"
                    + "|\\b(these|the|its|all|whose) ([\\w-]+ )?types( \\w+){0,3} mirror\\b");

    private static final Set<String> IMPORTS =
            Set.of("import_statement", "use_declaration", "extern_crate_declaration");

    /** Types that stand for a row of a table. */
    private static final Pattern ROW =
            Pattern.compile("\\b(Queryable\\w*|Selectable|Insertable|FromRow|Identifiable)\\b");

    /** Decorators by which Swagger, GraphQL and the like show a member to those who call. */
    private static final Pattern EXPOSING = Pattern.compile("@(Api(Response)?Property\\w*|Field|Expose)\\b");

    /** Within a type that is written in place, as formatters set it when they break its lines. */
    private static final Pattern SEPARATOR_AT_END = Pattern.compile("[;,]([})])");

    /** What components call the type of their own parameter. */
    private static final String OF_COMPONENT = "Props";

    private static final Map<String, String> FAMILIES = Map.of(
            "struct_item", "struct",
            "enum_item", "enum",
            "enum_declaration", "enum",
            "trait_item", "trait",
            "interface_declaration", "type",
            "type_alias_declaration", "type",
            "class_declaration", "class",
            "abstract_class_declaration", "class");
    private static final int FEWEST_MEMBERS = 3;
    private static final int MOST_MEMBERS = 60;
    private static final int LONGEST_MEMBER = 80;

    @Override
    public Set<Language> languages() {
        return Set.of(Language.RUST, Language.TYPESCRIPT, Language.TSX, Language.JAVASCRIPT);
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        boolean counts = file.context() == Context.PRODUCTION && !file.path().endsWith(".d.ts");
        file.tree().filter(tree -> counts).ifPresent(tree -> read(tree, facts));
    }

    private static void read(SyntaxTree tree, FactsBuilder facts) {
        boolean copied = isCopiedFile(tree.root());
        for (Node type : tree.root().descendants(FAMILIES.keySet())) {
            define(type, FAMILIES.getOrDefault(type.kind(), ""), copied, facts);
        }
    }

    private static void define(Node type, String family, boolean copied, FactsBuilder facts) {
        List<String> members = body(type).stream()
                .flatMap(TypeFacts::members)
                .distinct()
                .sorted()
                .limit(MOST_MEMBERS)
                .toList();
        boolean nested =
                type.ancestor("function_item", "block", "statement_block").isPresent();
        Optional<Node> name = type.child("name");
        String derives = derives(type);
        if (name.isPresent()
                && members.size() >= FEWEST_MEMBERS
                && !nested
                && !name.get().hasText(OF_COMPONENT)
                && !isConditional(type)
                && !NAMED_BY_FRAMEWORK.matcher(derives).find()) {
            facts.link(new Link(
                    KIND,
                    name.get().text(),
                    members,
                    type.startLine(),
                    Map.of(
                            "family", family,
                            "exported", String.valueOf(isExported(type)),
                            "row", String.valueOf(ROW.matcher(derives).find()),
                            "twin", String.valueOf(copied || isKnownTwin(type)),
                            "exposed", String.valueOf(isExposed(type)))));
        }
    }

    private static Optional<Node> body(Node type) {
        return type.is("type_alias_declaration")
                ? type.child("value").filter(value -> value.is("object_type"))
                : type.child("body");
    }

    private static Stream<String> members(Node body) {
        return body.namedChildren().stream().flatMap(member -> switch (member.kind()) {
            case "field_declaration",
                    "enum_variant",
                    "function_signature_item",
                    "function_item",
                    "property_signature",
                    "method_signature",
                    "method_definition",
                    "public_field_definition",
                    "enum_assignment" ->
                member
                        .child("name")
                        .filter(name -> !Components.isLifecycle(member))
                        .map(name -> member(name, member))
                        .stream();
            case "field_definition" -> member.child("property").map(name -> member(name, member)).stream();
            case "property_identifier" -> Stream.of(member.text());
            default -> Stream.empty();
        });
    }

    /**
     * The name, with a mark where it may be left out, and the type, or what a method takes and gives; of a variant with
     * its fields, its value, and the attributes that may give it one.
     */
    private static String member(Node name, Node member) {
        String type = Stream.of("type", "parameters", "return_type")
                .flatMap(field -> member.child(field).stream())
                .map(Node::text)
                .collect(Collectors.joining())
                .replaceFirst("^:", "");
        String value = member.is("enum_variant") || member.is("enum_assignment") ? variant(member) : "";
        String optional = member.childOfKind("?").isPresent() ? "?" : "";
        String whole = SEPARATOR_AT_END
                .matcher((name.text() + optional + ":" + type + value).replaceAll("\\s", ""))
                .replaceAll("$1");
        return whole.substring(0, Math.min(whole.length(), LONGEST_MEMBER));
    }

    private static String variant(Node variant) {
        StringBuilder value = new StringBuilder();
        Stream.of("body", "value")
                .flatMap(field -> variant.child(field).stream())
                .forEach(part -> value.append(part.text()));
        attributes(variant).filter(text -> !text.startsWith("#[doc")).forEach(value::append);
        return value.toString();
    }

    private static String derives(Node type) {
        return attributes(type).collect(Collectors.joining(" "));
    }

    private static Stream<String> attributes(Node item) {
        return Stream.iterate(
                        item.previousSibling(),
                        at -> at.filter(each -> each.is("attribute_item") || each.is("line_comment"))
                                .isPresent(),
                        at -> at.flatMap(Node::previousSibling))
                .flatMap(Optional::stream)
                .filter(each -> each.is("attribute_item"))
                .map(Node::text);
    }

    /** Whether the head of the file says so; a comment right above a definition is that one's. */
    private static boolean isCopiedFile(Node root) {
        List<Node> head = root.children().stream()
                .takeWhile(each -> each.kind().endsWith("comment"))
                .toList();
        return head.stream().anyMatch(each -> COPIED_FILE.matcher(each.text()).find())
                && !head.getLast()
                        .nextSibling()
                        .filter(next -> !IMPORTS.contains(next.kind())
                                && next.startLine() <= head.getLast().endLine() + 1)
                        .isPresent();
    }

    private static boolean isKnownTwin(Node type) {
        Node whole = type.parent().filter(up -> up.is("export_statement")).orElse(type);
        return Stream.iterate(
                        whole.previousSibling(),
                        at -> at.filter(each ->
                                        each.is("attribute_item") || each.kind().endsWith("comment"))
                                .isPresent(),
                        at -> at.flatMap(Node::previousSibling))
                .flatMap(Optional::stream)
                .anyMatch(each -> TWIN.matcher(each.text()).find());
    }

    private static boolean isExposed(Node type) {
        return type.descendants("decorator").stream()
                .anyMatch(decorator -> EXPOSING.matcher(decorator.text()).lookingAt());
    }

    private static boolean isExported(Node type) {
        return type.childOfKind("visibility_modifier").isPresent()
                || type.parent().filter(up -> up.is("export_statement")).isPresent();
    }

    /** Whether a {@code cfg} decides if it is compiled: its own, or that of a module around it. */
    private static boolean isConditional(Node type) {
        return Stream.iterate(
                        Optional.of(type), Optional::isPresent, at -> at.flatMap(each -> each.ancestor("mod_item")))
                .flatMap(Optional::stream)
                .anyMatch(item -> attributes(item).anyMatch(text -> text.startsWith("#[cfg(")));
    }
}
