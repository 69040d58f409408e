package dev.upkeep.engine.detect.script.facts;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.Item;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The top-level items of a script, which of them it exports, and which of them each one uses. */
public final class ItemFacts implements FactsExtractor {

    /** The kind of a variable that Vitest sets before all imports of its file, and so forbids to export. */
    public static final String HOISTED = "hoisted";

    private record Declared(String kind, String name, Node node, boolean exported) {}

    @Override
    public Set<Language> languages() {
        return Scripts.LANGUAGES;
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        file.tree().ifPresent(tree -> read(tree.root(), facts));
    }

    private static void read(Node program, FactsBuilder facts) {
        List<Declared> items = new ArrayList<>();
        program.namedChildren().forEach(statement -> collect(statement, items));
        Set<String> exported = exportedByName(program);
        Set<String> names = items.stream().map(Declared::name).collect(Collectors.toSet());
        for (Declared item : items) {
            Node node = item.node();
            facts.item(new Item(
                    item.kind(),
                    item.name(),
                    node.startLine(),
                    node.endLine(),
                    item.exported() || exported.contains(item.name()),
                    references(node, item.name(), names)));
        }
    }

    private static void collect(Node statement, List<Declared> items) {
        if (statement.is("export_statement")) {
            Optional<Node> declaration = statement.child("declaration").or(() -> statement.child("value"));
            declaration.ifPresent(node -> declared(node, statement, true, items));
        } else {
            declared(statement, statement, false, items);
        }
    }

    private static void declared(Node node, Node whole, boolean exported, List<Declared> items) {
        switch (node.kind()) {
            case "lexical_declaration", "variable_declaration" ->
                node.namedChildren().stream()
                        .filter(child -> child.is("variable_declarator") && !isImport(child))
                        .forEach(variable -> variable(variable, whole, exported, items));
            case "ambient_declaration" ->
                node.namedChildren().forEach(child -> declared(child, whole, exported, items));
            case "expression_statement" ->
                node.namedChildren().stream()
                        .filter(child -> child.is("internal_module"))
                        .forEach(child -> declared(child, whole, exported, items));
            default -> kind(node).ifPresent(kind -> items.add(new Declared(kind, name(node), whole, exported)));
        }
    }

    /** {@code const { join } = require("path")} brings in what another file declares. */
    private static boolean isImport(Node variable) {
        Optional<Node> value = variable.child("value").map(Scripts::bare);
        while (value.filter(node -> node.is("member_expression")).isPresent()) {
            value = value.flatMap(node -> node.child("object"));
        }
        return value.filter(node -> node.is("call_expression"))
                .flatMap(node -> node.child("function"))
                .filter(function -> function.hasText("require"))
                .isPresent();
    }

    private static void variable(Node variable, Node whole, boolean exported, List<Declared> items) {
        Node place = whole.namedChildren().size() == 1 ? whole : variable;
        String kind = variable.child("value")
                .map(Scripts::bare)
                .flatMap(ItemFacts::kind)
                .orElse("const");
        variable.child("name").stream()
                .flatMap(name -> Scripts.boundNames(name).stream())
                .forEach(name -> items.add(new Declared(kind, name, place, exported)));
    }

    private static Optional<String> kind(Node node) {
        return switch (node.kind()) {
            case "function_declaration",
                    "generator_function_declaration",
                    "function_signature",
                    "function_expression",
                    "generator_function",
                    "arrow_function" -> Optional.of("function");
            case "class_declaration", "abstract_class_declaration", "class" -> Optional.of("class");
            case "interface_declaration" -> Optional.of("interface");
            case "type_alias_declaration" -> Optional.of("type");
            case "enum_declaration" -> Optional.of("enum");
            case "internal_module", "module" -> Optional.of("module");
            case "call_expression" ->
                node.child("function")
                        .filter(function -> function.hasText("vi.hoisted"))
                        .map(_ -> HOISTED);
            default -> Optional.empty();
        };
    }

    private static String name(Node node) {
        return node.child("name").map(Node::text).orElse("default");
    }

    /** Names in {@code export { a, b as c }} and {@code export default a}. */
    private static Set<String> exportedByName(Node program) {
        Set<String> names = new HashSet<>();
        program.namedChildren().stream()
                .filter(statement -> statement.is("export_statement"))
                .filter(statement -> statement.child("source").isEmpty())
                .forEach(statement -> {
                    statement.descendants("export_specifier").stream()
                            .flatMap(specifier -> specifier.child("name").stream())
                            .forEach(name -> names.add(name.text()));
                    statement
                            .child("value")
                            .filter(value -> value.is("identifier"))
                            .ifPresent(value -> names.add(value.text()));
                });
        return names;
    }

    private static Set<String> references(Node item, String itself, Set<String> names) {
        return item.descendants().stream()
                .filter(node ->
                        node.is("identifier") || node.is("type_identifier") || node.is("shorthand_property_identifier"))
                .map(Node::text)
                .filter(name -> !name.equals(itself) && names.contains(name))
                .collect(Collectors.toSet());
    }
}
