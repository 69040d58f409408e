package dev.upkeep.engine.detect.rust.async;

import dev.upkeep.engine.detect.rust.code.MethodCall;
import dev.upkeep.engine.detect.rust.code.RustCheck;
import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;

/**
 * A task whose handle is thrown away although the task can fail ({@code ?} in its body), or runs for ever without any
 * way to stop it. Tasks that do one thing and report their own errors are left alone.
 */
public final class DetachedTask implements RustCheck {

    private static final String RULE = "rust/detached-task";
    private static final Set<String> SPAWNS = Set.of(
            "tokio::spawn", "tokio::task::spawn", "async_std::task::spawn", "actix_rt::spawn", "actix_web::rt::spawn");

    @Override
    public String rule() {
        return RULE;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("call_expression");
    }

    @Override
    public void check(Node node, RustScope scope, FindingSink sink) {
        if (!SPAWNS.contains(scope.callee(node)) || !isThrownAway(node)) {
            return;
        }
        Optional<Node> task = MethodCall.arguments(node).stream()
                .filter(argument -> argument.is("async_block"))
                .findFirst();
        if (task.filter(body -> contains(body, "try_expression")).isPresent()) {
            report(
                    "errors",
                    "its errors are lost: nothing looks at what `?` returns",
                    Severity.MEDIUM,
                    node,
                    scope,
                    sink);
        } else if (task.filter(DetachedTask::runsForEver).isPresent()) {
            report(
                    "endless",
                    "it loops for ever and nothing can stop it or see it end",
                    Severity.LOW,
                    node,
                    scope,
                    sink);
        }
    }

    private static boolean isThrownAway(Node call) {
        return call.parent()
                .filter(parent -> parent.is("expression_statement")
                        || (parent.is("let_declaration")
                                && parent.child("pattern")
                                        .filter(pattern -> pattern.hasText("_"))
                                        .isPresent()))
                .isPresent();
    }

    /** Whether the body has such a node, not counting closures and blocks in it that have results of their own. */
    private static boolean contains(Node body, String kind) {
        return body.namedChildren().stream()
                .filter(child -> !child.is("closure_expression") && !child.is("async_block"))
                .anyMatch(child -> child.is(kind) || contains(child, kind));
    }

    private static boolean runsForEver(Node body) {
        return contains(body, "loop_expression")
                && !contains(body, "break_expression")
                && !contains(body, "return_expression")
                && !body.text().contains("select!")
                && !body.text().contains("cancel")
                && !body.text().contains("shutdown");
    }

    private static void report(
            String kind, String consequence, Severity severity, Node node, RustScope scope, FindingSink sink) {
        sink.report(scope.draft(RULE, node, node.startLine())
                .with("kind", kind)
                .with("consequence", consequence)
                .severity(severity));
    }
}
