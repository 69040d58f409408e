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

    /** The members that {@code const { a, b: c } = useStore()} names; all of them, unknown, where it is not taken apart. */
    static List<String> taken(Node call) {
        return call.parent()
                .filter(up -> up.is("variable_declarator"))
                .flatMap(up -> up.child("name"))
                .filter(name -> name.is("object_pattern"))
                .map(pattern -> pattern.namedChildren().stream()
                        .map(part ->
                                part.child("key").or(() -> part.child("left")).orElse(part))
                        .map(Node::text)
                        .toList())
                .orElse(List.of());
    }
}
