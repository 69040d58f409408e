package dev.upkeep.engine.detect.script.facts;

import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;

/** What a zustand store holds, and what a component takes of it. */
final class StoreState {

    /** Stands for members that are not written out. */
    private static final String UNKNOWN = "*";

    private StoreState() {}

    /** The members that are no functions; none where the call does not write out what it makes. */
    static List<String> of(Node create) {
        return create.descendants().stream()
                .filter(node -> Scripts.isFunction(node)
                        && node.parent().filter(up -> up.is("arguments")).isPresent())
                .findFirst()
                .flatMap(StoreState::made)
                .map(object -> object.namedChildren().stream()
                        .flatMap(member -> name(member).stream())
                        .toList())
                .orElse(List.of());
    }

    private static Optional<Node> made(Node function) {
        Optional<Node> body = function.child("body").map(Scripts::bare);
        return body.filter(each -> each.is("object"))
                .or(() -> body.flatMap(block -> block.namedChildren().stream()
                        .filter(statement -> statement.is("return_statement"))
                        .flatMap(statement -> statement.namedChildren().stream())
                        .map(Scripts::bare)
                        .filter(value -> value.is("object"))
                        .findFirst()));
    }

    private static Optional<String> name(Node member) {
        return switch (member.kind()) {
            case "method_definition" -> Optional.empty();
            case "pair" ->
                member.child("value")
                                .map(Scripts::bare)
                                .filter(Scripts::isFunction)
                                .isPresent()
                        ? Optional.empty()
                        : member.child("key").map(Node::text);
            default -> Optional.of(UNKNOWN);
        };
    }

    /**
     * The members that {@code const { a, b: c } = useStore()} names, or that are read of {@code const store =
     * useStore()}; none where it is handed on as a whole.
     */
    static List<String> taken(Node call) {
        return call.parent()
                .filter(up -> up.is("variable_declarator"))
                .flatMap(up -> up.child("name"))
                .map(name -> name.is("object_pattern") ? named(name) : readOf(name))
                .orElse(List.of());
    }

    private static List<String> named(Node pattern) {
        return pattern.namedChildren().stream()
                .map(part -> part.child("key").or(() -> part.child("left")).orElse(part))
                .map(Node::text)
                .toList();
    }

    private static List<String> readOf(Node variable) {
        return variable.is("identifier")
                ? Scripts.enclosingFunction(variable).stream()
                        .flatMap(function -> function.descendants("member_expression").stream())
                        .filter(member -> member.child("object")
                                .filter(object -> object.hasText(variable.text()))
                                .isPresent())
                        .flatMap(member -> member.child("property").stream())
                        .map(Node::text)
                        .distinct()
                        .toList()
                : List.of();
    }
}
