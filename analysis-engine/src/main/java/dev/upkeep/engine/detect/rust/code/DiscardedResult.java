package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code let _ = …} and {@code ….ok();} on calls that are known to fail for reasons that matter: by the name of the
 * method, or by a function of {@code std::fs}. Silent where a comment explains it and where there is nobody to
 * tell: a message whose receiver may be gone, and cleaning up.
 */
public final class DiscardedResult implements RustCheck {

    private static final String RULE = "rust/discarded-result";
    /** Methods whose error means that something did not happen which somebody counts on. */
    private static final Set<String> MATTER = Set.of(
            "write_all",
            "flush",
            "sync_all",
            "sync_data",
            "commit",
            "execute",
            "save",
            "persist",
            "set_len",
            "publish");

    private static final Set<String> FILES =
            Set.of("write", "rename", "copy", "create_dir_all", "set_permissions", "hard_link");

    private static final Pattern FILE_NAME = Pattern.compile("(?i)file|journal|\\bwal\\b|log");
    private static final Pattern MAKES_FILE = Pattern.compile(
            "\\bFile::(create\\w*|options)\\b|OpenOptions|NamedTempFile|tempfile|\\bBufWriter\\b|Encoder\\b|: &mut File\\b");
    private static final Pattern OPENS_FILE = Pattern.compile("\\bFile::|OpenOptions");
    private static final Pattern BUFFERS = Pattern.compile("\\b(Buf|Line)Writer\\b|Encoder\\b");
    private static final Pattern MEANT = Pattern.compile(
            "(?i)\\b(ignor(e|es|ed|ing)|swallow\\w*|best[- ]effort|non-?fatal|do(es)? not matter|doesn't matter)\\b");

    private static final Pattern STANDARD = Pattern.compile("\\bstd(out|err)\\b");
    private static final Pattern MEMORY = Pattern.compile("\\bVec::(new|with_capacity)\\(|\\bvec!\\[");
    private static final double SHOWS_LATER = 0.6;

    @Override
    public String rule() {
        return RULE;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("let_declaration", "expression_statement");
    }

    @Override
    public void check(Node node, RustScope scope, FindingSink sink) {
        Optional<Node> value = node.is("let_declaration")
                ? node.child("value")
                        .filter(each -> node.child("pattern")
                                .filter(pattern -> pattern.hasText("_"))
                                .isPresent())
                : node.namedChildren().stream()
                        .findFirst()
                        .flatMap(MethodCall::of)
                        .filter(call ->
                                call.name().equals("ok") && call.arguments().isEmpty())
                        .map(MethodCall::receiver);
        value.map(DiscardedResult::withoutAwait)
                .flatMap(call -> ignored(call, scope))
                .filter(call -> !isExplained(node) && !isMeant(node) && !isInDrop(node) && !isDocumented(node, scope))
                .filter(call -> !isTurnOver(node, call))
                .filter(call -> !call.equals("fs::create_dir_all") || !ShownAtOnce.is(node))
                .ifPresent(call -> report(node, call, scope, sink));
    }

    /** A folder that could not be made, or rights that could not be set, mostly show in what comes next. */
    private static void report(Node node, String call, RustScope scope, FindingSink sink) {
        Draft draft = scope.draft(RULE, node).with("call", call);
        boolean shows = call.equals("fs::create_dir_all") || call.equals("fs::set_permissions");
        sink.report(shows ? draft.severity(Severity.LOW).confidence(SHOWS_LATER) : draft);
    }

    private static Node withoutAwait(Node value) {
        return value.is("await_expression") ? value.namedChildren().getFirst() : value;
    }

    /** The name of a call whose error matters. */
    private static Optional<String> ignored(Node value, RustScope scope) {
        Optional<MethodCall> method = MethodCall.of(value);
        if (method.isPresent()) {
            return method.filter(call -> MATTER.contains(call.name()) && !isStream(call, scope))
                    .filter(call -> !TidyingStatement.is(call))
                    .map(MethodCall::name);
        }
        String callee = value.is("call_expression") ? scope.callee(value) : "";
        String name = callee.substring(callee.lastIndexOf(':') + 1);
        boolean files = callee.equals("std::fs::" + name) || callee.equals("tokio::fs::" + name);
        return files && FILES.contains(name) ? Optional.of("fs::" + name) : Optional.empty();
    }

    /** What somebody reads at the other end: if it is gone, so are they. Files say so by a name or where they are made. */
    private static boolean isStream(MethodCall call, RustScope scope) {
        boolean writes = call.name().equals("write_all") || call.name().equals("flush");
        if (!writes || STANDARD.matcher(call.receiver().text()).find() || isInMemory(call)) {
            return writes;
        }
        String function = scope.function(call.node()).map(Node::text).orElse("");
        return isEmptyFlush(call, function)
                || (!FILE_NAME.matcher(call.receiver().text()).find()
                        && !MAKES_FILE.matcher(function).find());
    }

    /** A {@code std::fs::File} keeps nothing back, so there is nothing that its {@code flush} could fail to write. */
    private static boolean isEmptyFlush(MethodCall call, String function) {
        boolean awaited = call.node()
                .parent()
                .filter(parent -> parent.is("await_expression"))
                .isPresent();
        return call.name().equals("flush")
                && !awaited
                && OPENS_FILE.matcher(function).find()
                && !BUFFERS.matcher(function).find();
    }

    /** What compresses into a {@code Vec} writes to memory, which takes everything. */
    private static boolean isInMemory(MethodCall call) {
        return MadeBefore.declaration(call.receiver())
                .flatMap(let -> let.child("value"))
                .filter(value -> MEMORY.matcher(value.text()).find())
                .isPresent();
    }

    /** Whether a comment stands above, or behind on the same line. */
    private static boolean isExplained(Node statement) {
        boolean above = statement
                .previousSibling()
                .filter(before -> before.kind().endsWith("_comment") && before.endLine() >= statement.startLine() - 1)
                .isPresent();
        return above
                || statement
                        .nextSibling()
                        .filter(after -> after.kind().endsWith("_comment"))
                        .filter(after -> after.startLine() == statement.endLine())
                        .isPresent();
    }

    /** Whether a comment above a statement around it, in the same function, says that it is meant. */
    private static boolean isMeant(Node node) {
        for (Optional<Node> at = node.parent();
                at.filter(around -> !around.is("function_item")).isPresent();
                at = at.get().parent()) {
            Optional<Node> comment = at.get().previousSibling();
            while (comment.filter(before -> before.kind().endsWith("_comment")).isPresent()) {
                if (MEANT.matcher(comment.get().text()).find()) {
                    return true;
                }
                comment = comment.get().previousSibling();
            }
        }
        return false;
    }

    /** Older files of a log are renamed one after the other, whether they are there or not. */
    private static boolean isTurnOver(Node node, String call) {
        return call.equals("fs::rename")
                && node.ancestor("for_expression", "function_item")
                        .filter(loop -> loop.is("for_expression"))
                        .flatMap(loop -> loop.child("value"))
                        .filter(range -> range.text().matches("(?s)\\(?\\w*\\.\\..*"))
                        .isPresent();
    }

    /** Whether the documentation of the function says that it does not care. */
    private static boolean isDocumented(Node node, RustScope scope) {
        Optional<Node> at = scope.function(node).flatMap(Node::previousSibling);
        while (at.filter(before -> before.kind().endsWith("_comment") || before.is("attribute_item"))
                .isPresent()) {
            if (MEANT.matcher(at.get().text()).find()) {
                return true;
            }
            at = at.get().previousSibling();
        }
        return false;
    }

    private static boolean isInDrop(Node node) {
        return node.ancestor("impl_item")
                .flatMap(impl -> impl.child("trait"))
                .filter(trait -> trait.text().endsWith("Drop"))
                .isPresent();
    }
}
