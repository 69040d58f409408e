package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;

/** A call {@code receiver.name(arguments)}. */
public record MethodCall(Node node, String name, Node receiver, List<Node> arguments) {

    /** Reads a {@code call_expression}; empty where it calls no method. */
    public static Optional<MethodCall> of(Node call) {
        return call.child("function")
                .flatMap(function ->
                        function.is("generic_function") ? function.child("function") : Optional.of(function))
                .filter(function -> call.is("call_expression") && function.is("field_expression"))
                .flatMap(function -> function.child("value")
                        .flatMap(receiver -> function.child("field")
                                .map(field -> new MethodCall(call, field.text(), receiver, arguments(call)))));
    }

    /** The arguments of a {@code call_expression}. */
    public static List<Node> arguments(Node call) {
        return call.child("arguments").map(Node::namedChildren).orElse(List.of());
    }

    /** The line of the method's name: in a long chain it is not the line where the call begins. */
    public int line() {
        return node.child("function").map(Node::endLine).orElse(node.startLine());
    }
}
