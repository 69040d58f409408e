package dev.upkeep.engine.detect.script.syntax;

import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The words of TypeScript and JavaScript trees that several rules share. */
public final class Scripts {

    public static final Set<Language> LANGUAGES =
            Set.copyOf(EnumSet.of(Language.TYPESCRIPT, Language.TSX, Language.JAVASCRIPT));

    private static final Set<String> FUNCTIONS = Set.of(
            "function_declaration",
            "generator_function_declaration",
            "function_expression",
            "generator_function",
            "arrow_function",
            "method_definition");

    private static final Set<String> DECLARING = Set.of(
            "variable_declarator",
            "function_declaration",
            "required_parameter",
            "optional_parameter",
            "formal_parameters",
            "import_clause");

    private Scripts() {}

    public static Set<String> functionKinds() {
        return FUNCTIONS;
    }

    public static boolean isFunction(Node node) {
        return FUNCTIONS.contains(node.kind());
    }

    /** The innermost function around a node. */
    public static Optional<Node> enclosingFunction(Node node) {
        return node.ancestor(FUNCTIONS);
    }

    public static boolean isAsync(Node function) {
        return function.childOfKind("async").isPresent();
    }

    /** The name that people call a function by: its own, or that of what it is assigned to; empty where it has none. */
    public static String nameOf(Node function) {
        return function.child("name")
                .map(Node::text)
                .or(() -> assignedName(function))
                .orElse("");
    }

    /** A function that is wrapped, as in {@code const A = memo(() => …)}, bears the name of the result. */
    private static Optional<String> assignedName(Node function) {
        Node at = function;
        for (Optional<Node> up = at.parent(); up.isPresent(); up = at.parent()) {
            switch (up.get().kind()) {
                case "variable_declarator", "public_field_definition" -> {
                    return up.get().child("name").map(Node::text);
                }
                case "pair" -> {
                    return up.get().child("key").map(Node::text);
                }
                case "field_definition" -> {
                    return up.get().child("property").map(Node::text);
                }
                case "assignment_expression" -> {
                    return up.get().child("left").map(Node::text);
                }
                case "parenthesized_expression", "as_expression", "satisfies_expression" -> at = up.get();
                case "arguments" -> {
                    Optional<Node> call = up.get().parent().filter(Scripts::wrapsComponent);
                    if (call.isEmpty()) {
                        return Optional.empty();
                    }
                    at = call.get();
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static boolean wrapsComponent(Node call) {
        return Set.of("memo", "forwardRef", "observer", "useCallback").contains(lastName(call));
    }

    /** What is called, as written: {@code fs.readFileSync}. */
    public static String callee(Node call) {
        return call.child("function").map(Node::text).orElse("");
    }

    /** The last name of what is called: {@code readFileSync} of {@code fs.readFileSync}. */
    public static String lastName(Node call) {
        return call.child("function")
                .map(function -> function.child("property").orElse(function).text())
                .orElse("");
    }

    /** The object that a method is called on. */
    public static Optional<Node> receiver(Node call) {
        return call.child("function").flatMap(function -> function.child("object"));
    }

    public static List<Node> arguments(Node call) {
        return call.child("arguments").map(Node::namedChildren).orElse(List.of());
    }

    /** The nodes below a function or block that run when it runs: those inside nested functions are left out. */
    public static Stream<Node> ownNodes(Node outer) {
        return outer.descendantsOutside(FUNCTIONS);
    }

    /** Whether the identifier, or one that shares its name, is read or written anywhere below. */
    public static boolean mentions(Node outer, String name) {
        return Stream.concat(Stream.of(outer), outer.descendants().stream())
                .anyMatch(node -> isName(node) && node.hasText(name));
    }

    /** Whether the file itself gives the name a meaning, by an import, a variable, a parameter or a function. */
    public static boolean isDeclared(SyntaxTree tree, String name) {
        return tree.root().descendants(DECLARING).stream()
                .flatMap(
                        node -> node.child("name").or(() -> node.child("pattern")).or(() -> Optional.of(node)).stream())
                .anyMatch(bound -> boundNames(bound).contains(name));
    }

    /** Whether the node is a variable's name, declared or used. */
    public static boolean isName(Node node) {
        return node.is("identifier")
                || node.is("shorthand_property_identifier")
                || node.is("shorthand_property_identifier_pattern");
    }

    /** The names that a pattern binds: a plain name, or those inside an object or array pattern. */
    public static List<String> boundNames(Node pattern) {
        return Stream.concat(Stream.of(pattern), pattern.descendants().stream())
                .filter(node -> node.is("identifier") || node.is("shorthand_property_identifier_pattern"))
                .filter(node -> !isDefaultValue(node, pattern))
                .map(Node::text)
                .toList();
    }

    private static boolean isDefaultValue(Node name, Node pattern) {
        Node at = name;
        while (at.index() > pattern.index()) {
            Node child = at;
            Optional<Node> up = at.parent();
            if (up.isEmpty()) {
                return false;
            }
            boolean assigned = up.get().is("assignment_pattern") || up.get().is("object_assignment_pattern");
            if (assigned && up.get().child("right").filter(child::equals).isPresent()) {
                return true;
            }
            if (up.get().is("type_annotation")) {
                return true;
            }
            at = up.get();
        }
        return false;
    }

    /** The expression without parentheses, type assertions and non-null marks. */
    public static Node bare(Node expression) {
        Node at = expression;
        while (Set.of("parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression")
                .contains(at.kind())) {
            List<Node> inside = at.namedChildren();
            if (inside.isEmpty()) {
                return at;
            }
            at = inside.getFirst();
        }
        return at;
    }

    /** Whether the node holds a comment, at any depth. */
    public static boolean hasComment(Node node) {
        return node.descendants().stream().anyMatch(each -> each.is("comment"));
    }

    /** Whether the value is markup. */
    public static boolean isJsx(Node node) {
        Node value = bare(node);
        return value.is("jsx_element") || value.is("jsx_self_closing_element") || value.is("jsx_fragment");
    }

    /** The name of the nearest function around a node that has one, for a finding's scope; empty at the top. */
    public static String scope(Node node) {
        for (Optional<Node> at = enclosingFunction(node); at.isPresent(); at = enclosingFunction(at.get())) {
            String name = nameOf(at.get());
            if (!name.isEmpty()) {
                return name;
            }
        }
        return "";
    }

    /** Whether the function around the node, or the file, holds something that the grammar could not read. */
    public static boolean nearError(Node node) {
        if (!node.tree().hasError()) {
            return false;
        }
        Node around = enclosingFunction(node).orElse(node.tree().root());
        return around.descendants().stream().anyMatch(each -> each.is("ERROR"));
    }
}
