package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A statement that makes a promise and drops it. Evidence: {@code fetch}, {@code Promise.all} and its like, a function
 * that this file declares once and as {@code async}, a method of the same class, an async function called in place.
 * Calls at the top of a file end the process with a message when they fail, and functions that catch all of their own
 * errors cannot fail: neither is reported.
 */
public final class FloatingPromise implements SyntaxDetector {

    private static final String RULE = "typescript/floating-promise";
    private static final Set<String> COMBINATORS =
            Set.of("Promise.all", "Promise.allSettled", "Promise.race", "Promise.any");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public Set<Language> languages() {
        return Scripts.LANGUAGES;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("expression_statement");
    }

    @Override
    public void visit(Node node, SourceFile file, FindingSink sink) {
        List<Node> inside = node.namedChildren();
        if (inside.size() != 1
                || node.inError()
                || Scripts.enclosingFunction(node).isEmpty()) {
            return;
        }
        promise(inside.getFirst()).ifPresent(what -> {
            Draft draft = Draft.of(RULE, Location.line(file.path(), node.startLine()))
                    .scope(Scripts.scope(node))
                    .with("call", what);
            sink.report(Scripts.nearError(node) ? draft.confidence(0.6) : draft);
        });
    }

    private static Optional<String> promise(Node expression) {
        if (!expression.is("call_expression")) {
            return Optional.empty();
        }
        String callee = Scripts.callee(expression);
        Node function = Scripts.bare(expression.child("function").orElse(expression));
        if (Scripts.isFunction(function)) {
            return mayReject(function) ? Optional.of("async function called in place") : Optional.empty();
        }
        boolean known = (callee.equals("fetch")
                        && declarations(expression, callee).isEmpty())
                || COMBINATORS.contains(callee)
                || (function.is("identifier") && isDeclaredAsync(expression, callee))
                || (callee.matches("this\\.[\\w$]+") && isAsyncMethod(expression, callee.substring("this.".length())));
        return known ? Optional.of(callee + "()") : Optional.empty();
    }

    private static boolean isDeclaredAsync(Node call, String name) {
        List<Node> declared = declarations(call, name);
        return declared.size() == 1
                && value(declared.getFirst()).filter(FloatingPromise::mayReject).isPresent();
    }

    /** Every place of the file that gives this name to something: more than one, and the call may mean any of them. */
    private static List<Node> declarations(Node call, String name) {
        return call.tree().root().descendants().stream()
                .filter(node -> (node.is("identifier") || node.is("shorthand_property_identifier_pattern"))
                        && node.hasText(name))
                .filter(FloatingPromise::isDeclared)
                .toList();
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
                        .filter(FloatingPromise::mayReject)
                        .isPresent();
    }

    /** An async function that awaits or throws something outside of a {@code try} with a {@code catch}. */
    private static boolean mayReject(Node function) {
        return Scripts.isAsync(function)
                && Scripts.ownNodes(function)
                        .filter(node -> node.is("await_expression") || node.is("throw_statement"))
                        .anyMatch(node -> !isGuarded(node, function));
    }

    private static boolean isGuarded(Node node, Node function) {
        if (node.is("await_expression")
                && node.namedChildren().stream()
                        .anyMatch(value -> value.is("call_expression")
                                && Scripts.lastName(value).equals("catch"))) {
            return true;
        }
        Optional<Node> attempt = node.ancestor("try_statement");
        while (attempt.isPresent() && attempt.get().index() > function.index()) {
            boolean inBody = attempt.get()
                    .child("body")
                    .filter(body -> body.index() < node.index()
                            && node.index() < body.tree().subtreeEnd(body.index()))
                    .isPresent();
            if (inBody && attempt.get().child("handler").isPresent()) {
                return true;
            }
            attempt = attempt.get().ancestor("try_statement");
        }
        return false;
    }
}
