package dev.upkeep.engine.detect.rust.async;

import dev.upkeep.engine.detect.rust.code.MethodCall;
import dev.upkeep.engine.detect.rust.code.RustCheck;
import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.syntax.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Blocking locks that async functions of a file take: one finding for each lock, at its first place. Weightier where the
 * guard is kept while a loop runs; silent where it is gone with the statement that took it, at every place.
 */
public final class StdMutexInAsync implements RustCheck {

    private static final String RULE = "rust/std-mutex-in-async";
    /** What gives the guard itself, or stops where another thread has panicked. */
    private static final String HANDS_ON = "unwrap\\w*|expect|map_err|context|with_context";

    private static final Set<String> LOOPS = Set.of("for_expression", "while_expression", "loop_expression");

    /** How many statements use the guard. */
    private static final int BRIEF = 2;

    private static final int BRIEF_LINES = 16;
    private static final Pattern STATIC = Pattern.compile("(\\w+::)*[A-Z][A-Z0-9_]*");

    /** The places of one lock. */
    private record Places(HeldLock first, List<Integer> lines, boolean kept, boolean duringLoop) {}

    @Override
    public String rule() {
        return RULE;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("source_file");
    }

    @Override
    public void check(Node file, RustScope scope, FindingSink sink) {
        Map<String, Places> byLock = new LinkedHashMap<>();
        for (Node call : file.descendants("call_expression")) {
            MethodCall.of(call)
                    .flatMap(method -> HeldLock.of(method, isUnwrapped(call), scope))
                    .filter(lock -> AsyncPlace.is(call, scope) && !scope.inTests(call))
                    .ifPresent(lock -> byLock.merge(key(lock), places(lock), StdMutexInAsync::together));
        }
        byLock.values().stream().filter(Places::kept).forEach(places -> report(places, scope, sink));
    }

    /** A field or a static is one lock wherever it is taken; a variable is one in its function or task alone. */
    private static String key(HeldLock lock) {
        String name = lock.name().substring(lock.name().lastIndexOf('.') + 1);
        return lock.name().contains(".") || STATIC.matcher(name).matches()
                ? name
                : name + "@"
                        + lock.call()
                                .node()
                                .ancestor("function_item", "async_block", "closure_expression")
                                .map(Node::startLine)
                                .orElse(0);
    }

    private static boolean isUnwrapped(Node call) {
        return call.parent()
                .filter(field -> field.is("field_expression"))
                .flatMap(field -> field.child("field"))
                .filter(field -> field.hasText("unwrap") || field.hasText("expect"))
                .isPresent();
    }

    private static Places places(HeldLock lock) {
        Node call = lock.call().node();
        boolean walked = isWalked(call);
        return new Places(lock, List.of(lock.call().line()), walked || isKept(call), walked || isKeptDuringLoop(call));
    }

    private static Places together(Places left, Places right) {
        List<Integer> lines = new ArrayList<>(left.lines());
        lines.addAll(right.lines());
        return new Places(
                left.first(), List.copyOf(lines), left.kept() || right.kept(), left.duringLoop() || right.duringLoop());
    }

    /** Whether the guard outlives its statement: in a variable, or as what a condition looks into. */
    private static boolean isKept(Node call) {
        Optional<Node> around = call.parent();
        while (around.filter(StdMutexInAsync::handsOn).isPresent()) {
            around = around.flatMap(Node::parent);
        }
        return around.filter(node -> node.is("let_declaration") && !isDropped(node) && !isBrief(node))
                        .isPresent()
                || call.ancestor("let_condition", "match_expression", "match_arm", "block", "closure_expression")
                        .filter(node -> node.is("let_condition") || node.is("match_expression"))
                        .filter(node -> !isBrief(node))
                        .isPresent();
    }

    /**
     * Whether a block of its own holds the guard for one or two statements: as short as it gets. A condition holds it for
     * its branch alone.
     */
    private static boolean isBrief(Node holder) {
        Optional<Node> block = holder.is("let_declaration")
                ? holder.parent().filter(StdMutexInAsync::isOwnBlock)
                : holder.ancestor("if_expression", "while_expression")
                        .filter(choice -> choice.is("if_expression"))
                        .flatMap(choice -> choice.child("consequence"));
        int most = holder.is("let_declaration") ? BRIEF + 1 : BRIEF;
        return block.filter(body -> body.namedChildren().stream()
                                .filter(child -> !child.kind().endsWith("_comment"))
                                .count()
                        <= most)
                .filter(body -> body.endLine() - holder.startLine() <= BRIEF_LINES && !loops(body))
                .isPresent();
    }

    /** A block that is there for the guard, and not what a function, a loop or a task runs. */
    private static boolean isOwnBlock(Node block) {
        return block.is("block")
                && block.parent()
                        .filter(around -> around.is("expression_statement")
                                || around.is("let_declaration")
                                || around.is("if_expression")
                                || around.is("else_clause")
                                || around.is("block"))
                        .isPresent();
    }

    /** Whether a later statement gives the guard back in so many words. */
    private static boolean isDropped(Node declaration) {
        String guard = declaration.child("pattern").map(Node::text).orElse("").replaceFirst("^mut ", "");
        return Stream.iterate(declaration.nextSibling(), Optional::isPresent, at -> at.flatMap(Node::nextSibling))
                .flatMap(Optional::stream)
                .anyMatch(statement -> statement.text().startsWith("drop(" + guard + ")"));
    }

    /** What stands between taking the lock and the guard: {@code .unwrap()}, {@code ?}. */
    private static boolean handsOn(Node node) {
        return node.is("try_expression")
                || (node.is("field_expression")
                        && node.child("field")
                                .filter(field -> field.text().matches(HANDS_ON))
                                .isPresent())
                || MethodCall.of(node)
                        .filter(call -> call.name().matches(HANDS_ON))
                        .isPresent();
    }

    /** Whether a loop walks through what is behind the lock. */
    private static boolean isWalked(Node call) {
        return call.ancestor("for_expression", "block", "closure_expression")
                .filter(node -> node.is("for_expression"))
                .isPresent();
    }

    /** Whether the guard is in a variable and a loop follows in the same block. */
    private static boolean isKeptDuringLoop(Node call) {
        Optional<Node> at = call.ancestor("let_declaration", "block").filter(node -> node.is("let_declaration"));
        while (at.isPresent()) {
            at = at.get().nextSibling();
            if (at.filter(statement -> statement.text().startsWith("drop(")).isPresent()) {
                return false;
            }
            if (at.filter(StdMutexInAsync::loops).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static boolean loops(Node statement) {
        return statement.descendants().stream().anyMatch(node -> node.named() && LOOPS.contains(node.kind()));
    }

    private static void report(Places places, RustScope scope, FindingSink sink) {
        HeldLock first = places.first();
        sink.report(scope.draft(RULE, first.call().node(), first.call().line())
                .with("lock", first.name())
                .with("type", first.type())
                .with("places", places.lines().size())
                .with("lines", places.lines())
                .with("keptDuringLoop", places.duringLoop())
                .severity(places.duringLoop() ? Severity.MEDIUM : Severity.LOW)
                .confidence(first.certain() ? 0.85 : 0.7));
    }
}
