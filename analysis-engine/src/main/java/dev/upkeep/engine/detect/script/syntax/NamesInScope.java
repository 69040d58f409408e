package dev.upkeep.engine.detect.script.syntax;

import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which variables, parameters and imports a place of a script sees, by plain reading: what is declared before it in the
 * blocks around it, what the functions around it take, and what the file imports. Types and names of the surroundings are
 * none of them.
 */
public final class NamesInScope {

    private static final Set<String> BODIES =
            Set.of("program", "statement_block", "switch_case", "switch_default", "class_static_block");
    private static final Set<String> DECLARATIONS = Set.of("lexical_declaration", "variable_declaration");
    private static final Set<String> PARAMETERS = Set.of("required_parameter", "optional_parameter");

    private NamesInScope() {}

    /** Whether the place sees a value of this name. */
    public static boolean include(Node place, String name) {
        for (Optional<Node> at = place.parent(); at.isPresent(); at = at.get().parent()) {
            if (boundBy(at.get(), place).anyMatch(name::equals)) {
                return true;
            }
        }
        return false;
    }

    private static Stream<String> boundBy(Node around, Node place) {
        if (BODIES.contains(around.kind())) {
            return around.namedChildren().stream()
                    .filter(statement -> isBefore(statement, place))
                    .flatMap(NamesInScope::declared);
        }
        if (Scripts.isFunction(around)) {
            return parameters(around);
        }
        return switch (around.kind()) {
            case "for_in_statement" -> around.child("left").map(Scripts::boundNames).orElse(List.of()).stream();
            case "for_statement" -> around.child("initializer").stream().flatMap(NamesInScope::declared);
            case "catch_clause" -> around.child("parameter").map(Scripts::boundNames).orElse(List.of()).stream();
            default -> Stream.empty();
        };
    }

    /** Whether it is over where the place begins. */
    private static boolean isBefore(Node statement, Node place) {
        int end = statement.nextSibling().map(Node::index).orElse(Integer.MAX_VALUE);
        return end <= place.index();
    }

    private static Stream<String> declared(Node statement) {
        if (DECLARATIONS.contains(statement.kind())) {
            return statement.namedChildren().stream()
                    .flatMap(declarator -> declarator.child("name").stream())
                    .flatMap(name -> Scripts.boundNames(name).stream());
        }
        return switch (statement.kind()) {
            case "import_statement" -> imported(statement);
            case "export_statement" -> statement.child("declaration").stream().flatMap(NamesInScope::declared);
            default -> Stream.empty();
        };
    }

    /** What comes in as a type alone is no value. */
    private static Stream<String> imported(Node statement) {
        return isOfTypes(statement)
                ? Stream.empty()
                : statement.childOfKind("import_clause").stream()
                        .flatMap(clause -> Stream.concat(
                                Stream.concat(
                                                clause.namedChildren().stream(),
                                                clause.descendants("namespace_import").stream()
                                                        .flatMap(all -> all.namedChildren().stream()))
                                        .filter(node -> node.is("identifier")),
                                clause.descendants("import_specifier").stream()
                                        .filter(specifier -> !isOfTypes(specifier))
                                        .flatMap(specifier ->
                                                specifier.child("alias").or(() -> specifier.child("name")).stream())))
                        .map(Node::text);
    }

    private static boolean isOfTypes(Node importing) {
        return importing.childOfKind("type").isPresent()
                || importing.childOfKind("typeof").isPresent();
    }

    private static Stream<String> parameters(Node function) {
        return Stream.concat(
                        function.child("parameter").stream(),
                        function.child("parameters").map(Node::namedChildren).orElse(List.of()).stream())
                .map(each ->
                        PARAMETERS.contains(each.kind()) ? each.child("pattern").orElse(each) : each)
                .flatMap(pattern -> Scripts.boundNames(pattern).stream());
    }
}
