package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.detect.service.Reasons;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Language;
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
 * Statements that make a promise and drop it, as links of the kind {@value #DROPPED} whose names are the calls by which
 * alone it can fail; and the names of functions that catch all of their own errors, as words of the kind {@value
 * #CANNOT_REJECT}. A promise is made by {@code fetch}, {@code Promise.all} and its like, a function that this file
 * declares once and as {@code async}, a method of the same class, an async function called in place or given to {@code
 * forEach}, which waits for nothing.
 */
public final class PromiseFacts implements FactsExtractor {

    static final String DROPPED = "dropped-promise";
    static final String CANNOT_REJECT = "script.cannot-reject";
    static final String SCOPE = "scope";
    static final String IN_DOUBT = "in-doubt";

    private static final Set<String> COMBINATORS =
            Set.of("Promise.all", "Promise.allSettled", "Promise.race", "Promise.any");

    private static final Set<String> EACH = Set.of("forEach", "map");

    /** A comment in which the author says so, to people or to a linter. */
    private static final Pattern MEANT = Pattern.compile(
            "(?i)no-floating-promises|fire[- ]and[- ]forget|on purpose|not awaited|(no|not|n't) (need to )?(a)?wait|in the background");

    @Override
    public Set<Language> languages() {
        return Scripts.LANGUAGES;
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        file.tree().ifPresent(tree -> {
            Reading reading = new Reading(tree);
            reading.statements().filter(found -> !isMeant(file, found)).forEach(found -> facts.link(link(found)));
            reading.functions()
                    .filter(AsyncFunctions::catchesAll)
                    .map(Scripts::nameOf)
                    .filter(name -> !name.isEmpty())
                    .forEach(name -> facts.word(CANNOT_REJECT, name));
        });
    }

    private static Link link(Dropped found) {
        Node statement = found.statement();
        return new Link(
                DROPPED,
                found.promised().call(),
                found.promised().failsBy(),
                statement.startLine(),
                Map.of(SCOPE, Scripts.scope(statement), IN_DOUBT, String.valueOf(Scripts.nearError(statement))));
    }

    private static boolean isMeant(SourceFile file, Dropped found) {
        return Reasons.given(
                file, found.statement().startLine(), found.statement().endLine(), MEANT);
    }

    private record Dropped(Node statement, Promised promised) {}

    /** @param failsBy the calls by which alone it can fail; empty where that is not so */
    private record Promised(String call, List<String> failsBy) {

        static Promised by(String call, Node function) {
            return new Promised(call, AsyncFunctions.failsBy(function));
        }
    }

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

        Stream<Node> functions() {
            return IntStream.range(0, tree.size()).mapToObj(tree::node).filter(Scripts::isFunction);
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
            String callee = Scripts.callee(call);
            if (EACH.contains(Scripts.lastName(call)) && Scripts.receiver(call).isPresent()) {
                return given(call);
            }
            Node function = Scripts.bare(call.child("function").orElse(call));
            if (Scripts.isFunction(function)) {
                return AsyncFunctions.mayReject(function)
                        ? Optional.of(Promised.by("async function called in place", function))
                        : Optional.empty();
            }
            String shown = callee + "()";
            if ((callee.equals("fetch") && !declared.containsKey(callee)) || COMBINATORS.contains(callee)) {
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

        /** Nobody gets what the function that is called for each element promises. */
        private static Optional<Promised> given(Node call) {
            return Scripts.arguments(call).stream()
                    .limit(1)
                    .filter(Scripts::isFunction)
                    .filter(AsyncFunctions::mayReject)
                    .findFirst()
                    .map(function -> Promised.by(
                            "the async function that " + Scripts.lastName(call) + "() calls for each element",
                            function));
        }

        /** Two places for one name, and the call may mean either of them. */
        private Optional<Node> declaredAsync(String name) {
            List<Node> places = declared.getOrDefault(name, List.of());
            return places.size() == 1 ? value(places.getFirst()).filter(AsyncFunctions::mayReject) : Optional.empty();
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
                .filter(AsyncFunctions::mayReject);
    }
}
