package dev.upkeep.engine.detect.db;

import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;

/** Whether a connection that Rust code opens outlives the function that opens it, or serves it for long. */
final class KeptConnections {

    private KeptConnections() {}

    /** Whether it goes into a struct, a lock or a shared pointer: then it outlives the call. */
    static boolean isKept(Node call, Node function) {
        boolean direct = call.ancestor("field_initializer", "static_item", "block")
                .filter(around -> !around.is("block"))
                .isPresent();
        Optional<Node> pattern = call.ancestor("let_declaration").flatMap(each -> each.child("pattern"));
        Set<String> names = pattern.map(each -> each.is("identifier") || each.is("mut_pattern")
                        ? Set.of(each.text().replaceFirst("^mut ", ""))
                        : Set.copyOf(each.descendants("identifier").stream()
                                .map(Node::text)
                                .distinct()
                                .toList()))
                .orElse(Set.of());
        return direct
                || function.descendants().stream()
                        .filter(KeptConnections::keeps)
                        .anyMatch(each -> each.descendants("identifier").stream()
                                .map(Node::text)
                                .anyMatch(names::contains));
    }

    private static boolean keeps(Node node) {
        return node.is("field_initializer")
                || node.is("shorthand_field_initializer")
                || (node.is("call_expression")
                        && node.child("function")
                                .filter(
                                        callee -> callee.text()
                                                .matches(
                                                        "(\\w+::)*(Arc|Mutex|RwLock|Some)::new|Self|.*\\.(with_state|app_data|manage|set|insert)"))
                                .isPresent());
    }

    /** A connection that one task keeps while it listens or works. */
    static boolean isUsedInLoop(Node call, Node function) {
        return function.descendants().stream()
                .filter(each -> each.is("loop_expression") || each.is("while_expression"))
                .anyMatch(loop -> loop.index() > call.index() || isWithin(call, loop));
    }

    private static boolean isWithin(Node call, Node loop) {
        return loop.index() < call.index() && call.index() < loop.tree().subtreeEnd(loop.index());
    }
}
