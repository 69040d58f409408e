package dev.upkeep.engine.detect.script.react;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.detect.script.syntax.Components;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A hook whose dependency is made anew at every render, so that it runs at every render. Evidence: the dependency is an
 * object, array or function, written in the list, or declared in the component by such a literal, or, for an effect,
 * given as the default of a prop (where a value is computed from an empty default, nothing is lost); or the effect sets,
 * without a condition, the state that it depends on to a new object. A hook is told once.
 */
public final class UnstableEffectDependency implements SyntaxDetector {

    private static final String RULE = "react/unstable-effect-dependency";
    private static final Set<String> EFFECTS = Set.of("useEffect", "useLayoutEffect");
    private static final Set<String> HOOKS = Set.of("useEffect", "useLayoutEffect", "useMemo", "useCallback");
    private static final Set<String> FRESH =
            Set.of("object", "array", "arrow_function", "function_expression", "jsx_element");

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
        return Set.of("call_expression");
    }

    @Override
    public void visit(Node call, SourceFile file, FindingSink sink) {
        if (!HOOKS.contains(Scripts.lastName(call))) {
            return;
        }
        List<Node> arguments = Scripts.arguments(call);
        Optional<Node> component = Components.renderingFunction(call);
        if (arguments.size() != 2 || !arguments.get(1).is("array") || component.isEmpty() || call.inError()) {
            return;
        }
        Map<Why, List<Node>> fresh = new EnumMap<>(Why.class);
        for (Node dependency : arguments.get(1).namedChildren()) {
            fresh(dependency, component.get())
                    .filter(why -> why != Why.DEFAULT || EFFECTS.contains(Scripts.lastName(call)))
                    .ifPresent(why ->
                            fresh.computeIfAbsent(why, key -> new ArrayList<>()).add(dependency));
        }
        Effect.of(call)
                .flatMap(UnstableEffectDependency::endless)
                .ifPresent(dependency -> fresh.put(Why.SET_BY_ITSELF, List.of(dependency)));
        fresh.entrySet().stream()
                .findFirst()
                .ifPresent(first -> report(call, first.getValue(), first.getKey(), file, sink));
    }

    /** Why dependencies are new, how sure that is, and how it is said; what explains most comes first. */
    private enum Why {
        SET_BY_ITSELF(0.75, "{hook} runs without end: it sets {dependencies}, which it depends on, to a new value"),
        WRITTEN(0.9, "{hook} runs at every render: {dependencies} is written in its list"),
        DECLARED(0.85, "{hook} runs at every render: each one makes {dependencies} anew"),
        DEFAULT(
                0.75,
                "{hook} runs at every render that is not given {dependencies}: its default is made anew each time");

        private final double confidence;
        private final String message;

        Why(double confidence, String message) {
            this.confidence = confidence;
            this.message = message;
        }
    }

    private static void report(Node call, List<Node> fresh, Why why, SourceFile file, FindingSink sink) {
        Draft draft = Draft.of(RULE, Location.line(file.path(), fresh.getFirst().startLine()))
                .scope(Scripts.scope(call))
                .with("hook", Scripts.lastName(call))
                .with(
                        "dependencies",
                        fresh.stream()
                                .map(each -> each.text().lines().findFirst().orElse(""))
                                .toList())
                .message(why.message)
                .confidence(why.confidence);
        sink.report(Scripts.lastName(call).equals("useCallback") ? draft.severity(Severity.LOW) : draft);
    }

    private static Optional<Why> fresh(Node dependency, Node component) {
        if (FRESH.contains(dependency.kind())) {
            return Optional.of(Why.WRITTEN);
        }
        if (!dependency.is("identifier")) {
            return Optional.empty();
        }
        String name = dependency.text();
        List<Node> declared = Scripts.ownNodes(component)
                .filter(node ->
                        Set.of("variable_declarator", "function_declaration").contains(node.kind()))
                .filter(node ->
                        node.child("name").filter(each -> each.hasText(name)).isPresent())
                .toList();
        if (declared.size() == 1 && isMadeAnew(declared.getFirst())) {
            return Optional.of(Why.DECLARED);
        }
        return declared.isEmpty() && hasFreshDefault(component, name) ? Optional.of(Why.DEFAULT) : Optional.empty();
    }

    private static boolean isMadeAnew(Node declaration) {
        boolean constant = declaration
                .parent()
                .filter(up -> up.childOfKind("const").isPresent())
                .isPresent();
        return declaration.is("function_declaration")
                || (constant
                        && declaration
                                .child("value")
                                .map(Scripts::bare)
                                .filter(value -> FRESH.contains(value.kind()))
                                .isPresent());
    }

    private static boolean hasFreshDefault(Node component, String name) {
        return component.child("parameters").stream()
                .flatMap(parameters -> parameters.descendants("object_assignment_pattern").stream())
                .filter(pattern ->
                        pattern.child("left").filter(left -> left.hasText(name)).isPresent())
                .flatMap(pattern -> pattern.child("right").stream())
                .anyMatch(value -> FRESH.contains(value.kind()));
    }

    /** The dependency that the effect sets to a new object or array in any case. */
    private static Optional<Node> endless(Effect effect) {
        List<Node> dependencies = effect.dependencies().orElse(List.of());
        return effect.states().stream()
                .flatMap(state -> dependencies.stream()
                        .filter(dependency -> dependency.hasText(state.value()))
                        .filter(dependency -> setsAnew(effect, state.setter())))
                .findFirst();
    }

    private static boolean setsAnew(Effect effect, String setter) {
        Stream<Node> statements =
                effect.callback().child("body").stream().flatMap(body -> body.namedChildren().stream());
        return effect.callback().descendants("return_statement").isEmpty()
                && statements
                        .filter(statement -> statement.is("expression_statement"))
                        .flatMap(statement -> statement.namedChildren().stream())
                        .filter(node -> node.is("call_expression")
                                && Scripts.callee(node).equals(setter))
                        .map(Scripts::arguments)
                        .anyMatch(arguments -> arguments.size() == 1
                                && Set.of("object", "array")
                                        .contains(arguments.getFirst().kind()));
    }
}
