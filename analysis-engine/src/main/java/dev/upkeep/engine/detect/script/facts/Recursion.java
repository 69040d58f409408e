package dev.upkeep.engine.detect.script.facts;

import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a call by a function's own name leads to that function, or to something else of that name. */
final class Recursion {

    /** Their names are properties: a call without an object in front of it means something from outside. */
    private static final Set<String> PROPERTIES = Set.of("pair", "public_field_definition", "field_definition");

    /** What gives a function without a name of its own one. */
    private static final Set<String> NAMING = Set.of(
            "pair", "public_field_definition", "field_definition", "variable_declarator", "assignment_expression");

    private static final Set<String> VARIABLES = Set.of("lexical_declaration", "variable_declaration");
    private static final Set<String> NAMED =
            Set.of("function_declaration", "generator_function_declaration", "class_declaration");

    private Recursion() {}

    static boolean is(Node call, Node function) {
        return !isProperty(function) && !isShadowed(call, function);
    }

    private static boolean isProperty(Node function) {
        return function.child("name").isPresent()
                ? function.is("method_definition")
                : function.ancestor(NAMING)
                        .filter(around -> PROPERTIES.contains(around.kind()))
                        .isPresent();
    }

    /** Whether something between the call and its function, or a parameter of it, bears the name. */
    private static boolean isShadowed(Node call, Node function) {
        String name = Scripts.callee(call);
        for (Optional<Node> at = call.parent(); at.isPresent() && at.get().index() >= function.index(); ) {
            if (declares(at.get(), name)) {
                return true;
            }
            at = at.get().parent();
        }
        return false;
    }

    private static boolean declares(Node around, String name) {
        if (Scripts.isFunction(around)) {
            return Stream.of("parameters", "parameter")
                    .flatMap(field -> around.child(field).stream())
                    .anyMatch(parameters -> names(parameters).anyMatch(name::equals));
        }
        if (around.is("for_in_statement")) {
            return around.child("left").filter(left -> left.hasText(name)).isPresent();
        }
        List<Node> parts = around.namedChildren();
        return parts.stream()
                        .filter(part -> VARIABLES.contains(part.kind()))
                        .flatMap(part -> part.namedChildren().stream())
                        .flatMap(declarator -> declarator.child("name").stream())
                        .anyMatch(made -> names(made).anyMatch(name::equals))
                || parts.stream()
                        .filter(part -> NAMED.contains(part.kind()))
                        .flatMap(part -> part.child("name").stream())
                        .anyMatch(made -> made.hasText(name));
    }

    /** What a pattern binds; defaults within it may name others, which is rare enough. */
    private static Stream<String> names(Node pattern) {
        return Stream.concat(
                Stream.of(pattern).filter(made -> made.is("identifier")).map(Node::text),
                pattern.descendants(Set.of("identifier", "shorthand_property_identifier_pattern")).stream()
                        .map(Node::text));
    }
}
