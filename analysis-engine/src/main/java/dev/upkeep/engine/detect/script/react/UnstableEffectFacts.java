package dev.upkeep.engine.detect.script.react;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.script.react.UnstableEffectDependency.Why;
import dev.upkeep.engine.detect.script.syntax.Components;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hooks with dependencies that are made anew at every render, as words of the kind {@value #KIND}: the line, the function
 * around, the hook, the reason and the dependencies, each on a line of its own.
 */
public final class UnstableEffectFacts implements FactsExtractor {

    static final String KIND = "react.unstable-effects";

    private static final Set<String> EFFECTS = Set.of("useEffect", "useLayoutEffect");
    private static final Set<String> HOOKS = Set.of("useEffect", "useLayoutEffect", "useMemo", "useCallback");
    private static final Set<String> OPENINGS = Set.of("jsx_opening_element", "jsx_self_closing_element");
    private static final Set<String> FRESH =
            Set.of("object", "array", "arrow_function", "function_expression", "jsx_element");

    @Override
    public Set<Language> languages() {
        return Scripts.LANGUAGES;
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        file.tree()
                .map(SyntaxTree::root)
                .ifPresent(root -> root.descendants("call_expression").forEach(call -> read(call, facts)));
    }

    private static void read(Node call, FactsBuilder facts) {
        if (!HOOKS.contains(Scripts.lastName(call))) {
            return;
        }
        List<Node> arguments = Scripts.arguments(call);
        Optional<Node> component = Components.renderingFunction(call);
        if (arguments.size() != 2
                || !arguments.get(1).is("array")
                || component.isEmpty()
                || call.inError()
                || runsOnce(arguments.getFirst())) {
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
                .flatMap(UnstableEffectFacts::endless)
                .ifPresent(dependency -> fresh.put(Why.SET_BY_ITSELF, List.of(dependency)));
        fresh.entrySet().stream()
                .findFirst()
                .ifPresent(first -> facts.word(KIND, word(call, first.getValue(), first.getKey())));
    }

    /** {@code if (done.current) return; done.current = …}: it runs at every render and does nothing after the first. */
    private static boolean runsOnce(Node callback) {
        Optional<Node> first = callback.child("body")
                .filter(body -> body.is("statement_block"))
                .flatMap(body -> body.namedChildren().stream()
                        .filter(statement -> !statement.is("comment"))
                        .findFirst());
        return first.filter(statement -> statement.is("if_statement") && returns(statement))
                .flatMap(statement -> statement.child("condition"))
                .map(Scripts::bare)
                .filter(flag -> flag.is("member_expression") && flag.text().endsWith(".current"))
                .filter(flag -> callback.descendants("assignment_expression").stream()
                        .flatMap(set -> set.child("left").stream())
                        .anyMatch(target -> target.hasText(flag.text())))
                .isPresent();
    }

    private static boolean returns(Node statement) {
        return statement
                .child("consequence")
                .map(then -> then.is("statement_block") && then.namedChildren().size() == 1
                        ? then.namedChildren().getFirst()
                        : then)
                .filter(then -> then.is("return_statement"))
                .isPresent();
    }

    private static String word(Node call, List<Node> fresh, Why why) {
        Stream<String> told = Stream.of(
                String.valueOf(fresh.getFirst().startLine()), Scripts.scope(call), Scripts.lastName(call), why.name());
        return Stream.concat(
                        told,
                        fresh.stream()
                                .map(each -> each.text().lines().findFirst().orElse("")))
                .collect(Collectors.joining("\n"));
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
        return declared.isEmpty() && hasFreshDefault(component, name) && !isAlwaysGiven(component, name)
                ? Optional.of(Why.DEFAULT)
                : Optional.empty();
    }

    /** Whether only this file renders the component, and each time with such a prop: the default is never taken. */
    private static boolean isAlwaysGiven(Node component, String prop) {
        String name = Scripts.nameOf(component);
        Node root = component.tree().root();
        List<Node> rendered = root.descendants(OPENINGS).stream()
                .filter(opening ->
                        opening.child("name").filter(each -> each.hasText(name)).isPresent())
                .toList();
        long mentions = root.descendants("identifier").stream()
                .filter(each -> each.hasText(name))
                .count();
        long closings = root.descendants("jsx_closing_element").stream()
                .filter(each ->
                        each.child("name").filter(of -> of.hasText(name)).isPresent())
                .count();
        return !rendered.isEmpty()
                && mentions == 1 + rendered.size() + closings
                && component.ancestor("export_statement").isEmpty()
                && rendered.stream().allMatch(opening -> isGiven(opening, prop));
    }

    private static boolean isGiven(Node opening, String prop) {
        return opening.namedChildren().stream()
                .filter(attribute -> attribute.is("jsx_attribute"))
                .flatMap(attribute -> attribute.namedChildren().stream().limit(1))
                .anyMatch(name -> name.hasText(prop));
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
