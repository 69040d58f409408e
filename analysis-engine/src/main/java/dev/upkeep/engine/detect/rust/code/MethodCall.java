package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;

/** A call {@code receiver.name(arguments)}. */
public record MethodCall(Node node, String name, Node receiver) {

    /** Reads a {@code call_expression}; empty where it calls no method. */
    public static Optional<MethodCall> of(Node call) {
        SyntaxTree tree = call.tree();
        int function = call.is("call_expression") ? tree.childByField(call.index(), "function") : -1;
        if (function >= 0 && tree.kind(function).equals("generic_function")) {
            function = tree.childByField(function, "function");
        }
        if (function < 0 || !tree.kind(function).equals("field_expression")) {
            return Optional.empty();
        }
        int receiver = tree.childByField(function, "value");
        int field = tree.childByField(function, "field");
        return receiver < 0 || field < 0
                ? Optional.empty()
                : Optional.of(new MethodCall(call, tree.text(field), tree.node(receiver)));
    }

    public List<Node> arguments() {
        return arguments(node);
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
