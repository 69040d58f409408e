package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The statements of one file that make a promise and drop it, read with the places that give names to things. */
final class DroppedPromises {

    /** {@code Promise.allSettled} is not among them: it tells failures as values. */
    private static final Set<String> COMBINATORS = Set.of("Promise.all", "Promise.race", "Promise.any");

    private static final Set<String> EACH = Set.of("forEach", "map");

    private static final String MUTATION = "mutateAsync";

    private static final Set<String> LINKS = Set.of("then", "finally");

    private final SyntaxTree tree;
    private final Map<String, List<Node>> declared;

    DroppedPromises(SyntaxTree tree) {
        this.tree = tree;
        this.declared = IntStream.range(0, tree.size())
                .mapToObj(tree::node)
                .filter(node ->
                        (node.is("identifier") || node.is("shorthand_property_identifier_pattern")) && isDeclared(node))
                .collect(Collectors.groupingBy(Node::text));
    }

    Stream<Dropped> statements() {
        return IntStream.range(0, tree.size())
                .filter(index -> tree.kind(index).equals("expression_statement"))
                .mapToObj(tree::node)
                .flatMap(node -> dropped(node).stream());
    }

    private Optional<Dropped> dropped(Node statement) {
        List<Node> inside = statement.namedChildren();
        return inside.size() != 1
                        || !inside.getFirst().is("call_expression")
                        || Scripts.enclosingFunction(statement).isEmpty()
                        || statement.inError()
                ? Optional.empty()
                : promise(inside.getFirst()).map(promised -> new Dropped(statement, promised));
    }

    private Optional<Promised> promise(Node call) {
        if (EACH.contains(Scripts.lastName(call)) && Scripts.receiver(call).isPresent()) {
            return given(call);
        }
        return Scripts.lastName(call).equals("finally") ? started(call).flatMap(this::made) : made(call);
    }

    /** What begins a chain of calls on one promise that ends in {@code finally} and handles no failure on its way. */
    private static Optional<Node> started(Node chain) {
        Node at = chain;
        while (LINKS.contains(Scripts.lastName(at))) {
            Optional<Node> before = Scripts.receiver(at).map(Scripts::bare);
            boolean handles =
                    Scripts.lastName(at).equals("then") && Scripts.arguments(at).size() > 1;
            if (handles || before.isEmpty()) {
                return Optional.empty();
            }
            at = before.get();
        }
        return Optional.of(at).filter(call -> call.is("call_expression"));
    }

    private Optional<Promised> made(Node call) {
        String callee = Scripts.callee(call);
        Node function = Scripts.bare(call.child("function").orElse(call));
        if (Scripts.isFunction(function)) {
            return AsyncFunctions.mayReject(function)
                    ? Optional.of(Promised.by("async function called in place", function))
                    : Optional.empty();
        }
        String shown = callee + "()";
        if ((callee.equals("fetch") && !declared.containsKey(callee))
                || COMBINATORS.contains(callee)
                || (isMutation(call) && !tellsErrors(call))) {
            return Optional.of(new Promised(shown, List.of()));
        }
        Optional<Node> called = Optional.empty();
        if (function.is("identifier")) {
            called = declaredAsync(callee);
        } else if (callee.matches("this\\.[\\w$]+")) {
            called = asyncMethod(call, callee.substring("this.".length()));
        }
        return called.map(each -> Promised.by(shown, each));
    }

    /** Whether the call, or the mutation that the file makes, is given what an error is told to. */
    private boolean tellsErrors(Node call) {
        return Stream.concat(Stream.of(call), mutations())
                .anyMatch(each -> Scripts.arguments(each).stream()
                        .filter(given -> given.is("object"))
                        .anyMatch(given -> given.text().contains("onError")));
    }

    private Stream<Node> mutations() {
        return tree.root().descendants("call_expression").stream()
                .filter(each -> Scripts.lastName(each).equals("useMutation"));
    }

    /** {@code mutateAsync(…)}, also under the name that the file takes it by; {@code mutate} handles its own errors. */
    private boolean isMutation(Node call) {
        if (Scripts.lastName(call).equals(MUTATION)) {
            return declared.getOrDefault(MUTATION, List.of()).stream()
                    .allMatch(name -> name.is("shorthand_property_identifier_pattern"));
        }
        List<Node> places = declared.getOrDefault(Scripts.callee(call), List.of());
        return places.size() == 1
                && places.getFirst()
                        .parent()
                        .filter(up -> up.is("pair_pattern"))
                        .flatMap(up -> up.child("key"))
                        .filter(key -> key.hasText(MUTATION))
                        .isPresent();
    }

    /** Nobody gets what the function that is called for each element promises. */
    private static Optional<Promised> given(Node call) {
        return Scripts.arguments(call).stream()
                .limit(1)
                .filter(Scripts::isFunction)
                .filter(AsyncFunctions::mayReject)
                .findFirst()
                .map(function -> Promised.by(
                        "the async function that " + Scripts.lastName(call) + "() calls for each element", function));
    }

    /** Two places for one name, and the call may mean either of them. */
    private Optional<Node> declaredAsync(String name) {
        List<Node> places = declared.getOrDefault(name, List.of());
        return places.size() == 1 ? value(places.getFirst()).filter(AsyncFunctions::mayReject) : Optional.empty();
    }

    private static boolean isDeclared(Node name) {
        return name.parent()
                .filter(up -> switch (up.kind()) {
                    case "variable_declarator", "function_declaration", "generator_function_declaration" ->
                        up.child("name").filter(name::equals).isPresent();
                    case "required_parameter",
                            "optional_parameter",
                            "formal_parameters",
                            "object_pattern",
                            "array_pattern",
                            "rest_pattern",
                            "import_specifier",
                            "import_clause",
                            "namespace_import",
                            "catch_clause" -> true;
                    case "pair_pattern" ->
                        up.child("value").filter(name::equals).isPresent();
                    case "arrow_function" ->
                        up.child("parameter").filter(name::equals).isPresent();
                    default -> false;
                })
                .isPresent();
    }

    private static Optional<Node> value(Node name) {
        return name.parent()
                .flatMap(up -> up.is("function_declaration") ? Optional.of(up) : up.child("value"))
                .map(Scripts::bare)
                .map(value -> Scripts.lastName(value).equals("useCallback")
                                && !Scripts.arguments(value).isEmpty()
                        ? Scripts.arguments(value).getFirst()
                        : value)
                .filter(Scripts::isFunction);
    }

    private static Optional<Node> asyncMethod(Node call, String name) {
        List<Node> methods = call.ancestor("class_body").stream()
                .flatMap(body -> body.namedChildren().stream())
                .filter(member -> member.child("name")
                        .or(() -> member.child("property"))
                        .filter(each -> each.hasText(name))
                        .isPresent())
                .toList();
        return Optional.of(methods)
                .filter(found -> found.size() == 1)
                .map(List::getFirst)
                .map(method -> method.is("method_definition")
                        ? method
                        : method.child("value").orElse(method))
                .filter(Scripts::isFunction)
                .filter(AsyncFunctions::mayReject)
                .filter(method -> !EmptyAtFirst.findsNothing(call, method));
    }

    record Dropped(Node statement, Promised promised) {}

    /** @param failsBy the calls by which alone it can fail; empty where that is not so */
    record Promised(String call, List<String> failsBy) {

        private static Promised by(String call, Node function) {
            return new Promised(call, AsyncFunctions.failsBy(function));
        }
    }
}
