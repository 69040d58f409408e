package dev.upkeep.engine.detect.rust.cost;

import dev.upkeep.engine.detect.rust.code.MethodCall;
import dev.upkeep.engine.detect.rust.code.RustCheck;
import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;

/** A text that is formatted in a loop that may be hot, only to be appended to another one. */
public final class FormatInHotLoop implements RustCheck {

    private static final String RULE = "rust/format-in-hot-loop";

    @Override
    public String rule() {
        return RULE;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("call_expression", "compound_assignment_expr");
    }

    @Override
    public void check(Node node, RustScope scope, FindingSink sink) {
        appendedTo(node)
                .filter(target -> HotLoop.around(node, target, scope)
                                .filter(hot -> !isMadeWithin(hot.loop(), target))
                                .isPresent()
                        && !scope.inTests(node))
                .ifPresent(target ->
                        sink.report(scope.draft(RULE, node, node.startLine()).with("target", target)));
    }

    /** A text that begins anew in each round does not grow over them. */
    private static boolean isMadeWithin(Node loop, String target) {
        return loop.descendants("let_declaration").stream()
                .flatMap(let -> let.child("pattern").stream())
                .anyMatch(pattern -> pattern.text().replaceFirst("^mut ", "").equals(target));
    }

    private static Optional<String> appendedTo(Node node) {
        if (node.is("compound_assignment_expr")) {
            boolean formats =
                    node.child("right").filter(FormatInHotLoop::isFormat).isPresent()
                            && node.child("operator")
                                    .filter(operator -> operator.is("+="))
                                    .isPresent();
            return node.child("left").filter(left -> formats).map(Node::text);
        }
        return MethodCall.of(node)
                .filter(call ->
                        call.name().equals("push_str") && call.arguments().size() == 1)
                .filter(call -> isFormat(call.arguments().getFirst()))
                .map(call -> call.receiver().text());
    }

    private static boolean isFormat(Node argument) {
        return argument.is("reference_expression")
                && argument.namedChildren().stream()
                        .anyMatch(inner -> inner.is("macro_invocation")
                                && inner.child("macro")
                                        .filter(name -> name.hasText("format"))
                                        .isPresent());
    }
}
