package dev.upkeep.engine.detect.rust.async;

import dev.upkeep.engine.detect.rust.code.RustCheck;
import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.syntax.Node;
import java.util.Set;

/** Channels without a limit, by the function that makes them. */
public final class UnboundedChannel implements RustCheck {

    private static final String RULE = "rust/unbounded-channel";
    private static final Set<String> MAKERS = Set.of(
            "tokio::sync::mpsc::unbounded_channel",
            "futures::channel::mpsc::unbounded",
            "futures_channel::mpsc::unbounded",
            "futures_util::channel::mpsc::unbounded",
            "crossbeam_channel::unbounded",
            "crossbeam::channel::unbounded",
            "flume::unbounded",
            "async_channel::unbounded",
            "async_std::channel::unbounded",
            "smol::channel::unbounded",
            "kanal::unbounded",
            "kanal::unbounded_async");

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
        String callee = scope.callee(node);
        if (MAKERS.contains(callee) && !isSaid(node, scope) && !ChannelHalves.carryNothing(node)) {
            sink.report(scope.draft(RULE, node, node.startLine()).with("call", callee));
        }
    }

    /** Of {@code let (sender, _) = …} nothing can pile up: sending fails at once. */
    private static boolean isReceiverDropped(Node node) {
        return node.parent()
                .filter(let -> let.is("let_declaration"))
                .flatMap(let -> let.child("pattern"))
                .filter(pattern -> pattern.text().matches("\\(\\s*\\w+\\s*,\\s*_\\s*\\)"))
                .isPresent();
    }

    /** The caller asked for it: by the name of the function, or as one of several choices; or the messages say nothing. */
    private static boolean isSaid(Node node, RustScope scope) {
        boolean chosen = node.ancestor("match_arm")
                .flatMap(arm -> arm.child("pattern"))
                .filter(pattern -> pattern.text().contains("nbounded"))
                .isPresent();
        return chosen
                || isReceiverDropped(node)
                || scope.functionName(node).contains("unbounded")
                || node.child("function")
                        .filter(function -> function.text().matches("(?s).*<\\s*\\(\\s*\\)\\s*>"))
                        .isPresent();
    }
}
