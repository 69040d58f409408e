package dev.upkeep.engine.detect.script.react;

import dev.upkeep.engine.detect.script.syntax.Components;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.syntax.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One call of {@code useEffect} or {@code useLayoutEffect}.
 *
 * @param call the whole call
 * @param callback what runs after rendering
 * @param dependencies the elements of the dependency list; empty optional where there is none, or not written out
 * @param component the component or hook around it
 */
record Effect(Node call, Node callback, Optional<List<Node>> dependencies, Node component) {

    static final Set<String> KINDS = Set.of("call_expression");

    static Optional<Effect> of(Node call) {
        List<Node> arguments = Scripts.arguments(call);
        if (!Set.of("useEffect", "useLayoutEffect").contains(Scripts.lastName(call))
                || arguments.isEmpty()
                || !Scripts.isFunction(arguments.getFirst())
                || call.inError()) {
            return Optional.empty();
        }
        Optional<List<Node>> dependencies =
                arguments.size() > 1 && arguments.get(1).is("array")
                        ? Optional.of(arguments.get(1).namedChildren())
                        : Optional.empty();
        return Components.renderingFunction(call)
                .map(component -> new Effect(call, arguments.getFirst(), dependencies, component));
    }

    /** State by its setter: {@code const [value, setValue] = useState(…)} gives two names. */
    record State(String value, String setter) {}

    List<State> states() {
        return declarators()
                .filter(variable -> variable.child("value")
                        .filter(value -> value.is("call_expression")
                                && Set.of("useState", "useReducer").contains(Scripts.lastName(value)))
                        .isPresent())
                .flatMap(variable -> variable.child("name").stream())
                .filter(name -> name.is("array_pattern"))
                .map(name -> name.namedChildren())
                .filter(names -> names.size() == 2 && names.stream().allMatch(each -> each.is("identifier")))
                .map(names -> new State(names.get(0).text(), names.get(1).text()))
                .toList();
    }

    /** Variables that the component declares at its own level. */
    Stream<Node> declarators() {
        return Scripts.ownNodes(component).filter(node -> node.is("variable_declarator"));
    }

    /** The props that the component takes apart in its parameter list. */
    Set<String> props() {
        if (!Components.isComponent(component)) {
            return Set.of();
        }
        return component
                .child("parameters")
                .map(Node::namedChildren)
                .filter(parameters -> !parameters.isEmpty())
                .map(parameters -> parameters.getFirst().child("pattern").orElse(parameters.getFirst()))
                .filter(pattern -> pattern.is("object_pattern"))
                .map(pattern -> Set.copyOf(new HashSet<>(Scripts.boundNames(pattern))))
                .orElse(Set.of());
    }
}
