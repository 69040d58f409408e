package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.FileDetector;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.detect.service.Reasons;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A statement that makes a promise and drops it. Evidence: {@code fetch}, {@code Promise.all} and its like, a function
 * that this file declares once and as {@code async}, a method of the same class, an async function called in place or
 * given to {@code forEach}, which waits for nothing.
 * Calls at the top of a file end the process with a message when they fail, and functions that catch all of their own
 * errors cannot fail: neither is reported.
 */
public final class FloatingPromise implements FileDetector {

    private static final String RULE = "typescript/floating-promise";
    private static final Set<String> COMBINATORS =
            Set.of("Promise.all", "Promise.allSettled", "Promise.race", "Promise.any");

    private static final Set<String> EACH = Set.of("forEach", "map");

    /** A comment in which the author says so, to people or to a linter. */
    private static final Pattern MEANT = Pattern.compile(
            "(?i)no-floating-promises|fire[- ]and[- ]forget|on purpose|not awaited|(no|not|n't) (need to )?(a)?wait|in the background");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public boolean accepts(SourceFile file) {
        return Scripts.LANGUAGES.contains(file.language());
    }

    @Override
    public void detect(SourceFile file, FindingSink sink) {
        file.tree()
                .ifPresent(tree -> new Reading(tree)
                        .statements()
                        .filter(found -> !isMeant(file, found))
                        .forEach(found -> {
                            Draft draft = Draft.of(
                                            RULE,
                                            Location.line(
                                                    file.path(),
                                                    found.statement().startLine()))
                                    .scope(Scripts.scope(found.statement()))
                                    .with("call", found.call());
                            sink.report(Scripts.nearError(found.statement()) ? draft.confidence(0.6) : draft);
                        }));
    }

    private static boolean isMeant(SourceFile file, Dropped found) {
        return Reasons.given(
                file, found.statement().startLine(), found.statement().endLine(), MEANT);
    }

    private record Dropped(Node statement, String call) {}

    /** One file, with the places that give names to things. */
    private static final class Reading {

        private final SyntaxTree tree;
        private final Map<String, List<Node>> declared;

        Reading(SyntaxTree tree) {
            this.tree = tree;
            this.declared = IntStream.range(0, tree.size())
                    .mapToObj(tree::node)
                    .filter(node -> (node.is("identifier") || node.is("shorthand_property_identifier_pattern"))
                            && isDeclared(node))
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
                    : promise(inside.getFirst()).map(call -> new Dropped(statement, call));
        }

        private Optional<String> promise(Node call) {
            String callee = Scripts.callee(call);
            if (EACH.contains(Scripts.lastName(call)) && Scripts.receiver(call).isPresent()) {
                return given(call);
            }
            Node function = Scripts.bare(call.child("function").orElse(call));
            if (Scripts.isFunction(function)) {
                return AsyncFunctions.mayReject(function)
                        ? Optional.of("async function called in place")
                        : Optional.empty();
            }
            boolean known = (callee.equals("fetch") && !declared.containsKey(callee))
                    || COMBINATORS.contains(callee)
                    || (function.is("identifier") && isDeclaredAsync(callee))
                    || (callee.matches("this\\.[\\w$]+") && isAsyncMethod(call, callee.substring("this.".length())));
            return known ? Optional.of(callee + "()") : Optional.empty();
        }

        /** Nobody gets what the function that is called for each element promises. */
        private static Optional<String> given(Node call) {
            return Scripts.arguments(call).stream()
                    .limit(1)
                    .filter(Scripts::isFunction)
                    .filter(AsyncFunctions::mayReject)
                    .findFirst()
                    .map(function -> "the async function that " + Scripts.lastName(call) + "() calls for each element");
        }

        /** Two places for one name, and the call may mean either of them. */
        private boolean isDeclaredAsync(String name) {
            List<Node> places = declared.getOrDefault(name, List.of());
            return places.size() == 1
                    && value(places.getFirst())
                            .filter(AsyncFunctions::mayReject)
                            .isPresent();
        }
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

    private static boolean isAsyncMethod(Node call, String name) {
        List<Node> methods = call.ancestor("class_body").stream()
                .flatMap(body -> body.namedChildren().stream())
                .filter(member -> member.child("name")
                        .or(() -> member.child("property"))
                        .filter(each -> each.hasText(name))
                        .isPresent())
                .toList();
        return methods.size() == 1
                && Optional.of(methods.getFirst())
                        .map(method -> method.is("method_definition")
                                ? method
                                : method.child("value").orElse(method))
                        .filter(Scripts::isFunction)
                        .filter(AsyncFunctions::mayReject)
                        .isPresent();
    }
}
