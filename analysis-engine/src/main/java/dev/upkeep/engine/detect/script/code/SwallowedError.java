package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A {@code catch} block with nothing in it, not even a comment, and {@code .catch(() => {})} whose result nobody uses.
 * Tests, tidying up, and what is done while an error is handled already, are left out; what else may fail without harm by
 * its nature is told with less confidence.
 */
public final class SwallowedError implements SyntaxDetector {

    private static final String RULE = "javascript/swallowed-error";
    private static final double DOUBTFUL = 0.5;
    private static final Pattern HARMLESS = Pattern.compile(
            "\\b(close|cancel|destroy|unlink|unlinkSync|rm|rmSync|disconnect|abort|kill|stop|releaseLock|terminate|cleanup|dispose"
                    + "|play|setItem|getItem|removeItem|localStorage|sessionStorage|vibrate|setPointerCapture|releasePointerCapture"
                    + "|log[oO]ut|sign[oO]ut|prefetch|preload|sendBeacon|track|focus|scrollIntoView|revokeObjectURL|exitFullscreen|clipboard"
                    + "|JSON\\.parse|new URL|decodeURIComponent)\\b");

    private static final Set<String> LOOPS =
            Set.of("for_statement", "for_in_statement", "while_statement", "do_statement");
    private static final Pattern TIDYING = Pattern.compile(
            "(?i)[.]?(close|cancel|destroy|unlink|rm|disconnect|abort|kill|terminate|cleanUp|dispose|release|logOut|signOut)\\w*\\([^()]*\\)$");

    private static final Pattern REASON = Pattern.compile(
            "(?i)best.?effort|ignor|swallow|silen|must (not|never) (fail|block|break|stop|throw|prevent|abort|crash|interrupt|affect|delay)|(may|might|can|could) (\\w+ )?fail|quiet|lenient|should(n't| not) fail|(don't|do not|doesn't) (fail|matter|care|block)"
                    + "|never (fail|block|throw)|harmless|optional|non.?(critical|fatal|blocking)|unhandled|(is|it's) (fine|ok)");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public Set<Language> languages() {
        return Scripts.LANGUAGES;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("catch_clause", "call_expression");
    }

    @Override
    public void visit(Node node, SourceFile file, FindingSink sink) {
        if (node.inError() || file.context() == Context.TEST) {
            return;
        }
        if (node.is("catch_clause")) {
            if (node.child("body").filter(SwallowedError::isEmpty).isPresent()
                    && !fallsBack(node)
                    && !hasDefault(node)
                    && !isWhileHandling(node)) {
                String tried = node.parent()
                        .flatMap(up -> up.child("body"))
                        .map(Node::text)
                        .orElse("");
                report(node, "an empty catch block", tried, file, sink);
            }
        } else if (Scripts.lastName(node).equals("catch")
                && Scripts.receiver(node).isPresent()
                && !givesValue(node)
                && !isSecondEnd(node)
                && !tidiesUp(node)
                && !isUsedAgain(node)) {
            handler(node)
                    .ifPresent(handler -> report(
                            handler,
                            "an empty handler in .catch()",
                            Scripts.receiver(node).map(Node::text).orElse(""),
                            file,
                            sink));
        }
    }

    /** Whether an attempt that gives a result is followed by another way to get one. */
    private static boolean fallsBack(Node clause) {
        Optional<Node> attempt = clause.parent();
        boolean gives = attempt.flatMap(each -> each.child("body")).stream()
                .flatMap(Scripts::ownNodes)
                .anyMatch(node ->
                        node.is("return_statement") && !node.namedChildren().isEmpty());
        for (Optional<Node> at = attempt;
                gives && at.isPresent() && !Scripts.isFunction(at.get());
                at = at.get().parent()) {
            if (LOOPS.contains(at.get().kind()) || isFollowed(at.get())) {
                return true;
            }
        }
        return false;
    }

    /** {@code let host = address; try { host = new URL(address).host; } catch {}}: it keeps what it was given before. */
    private static boolean hasDefault(Node clause) {
        Optional<Node> attempt = clause.parent();
        List<Node> tried = attempt.flatMap(each -> each.child("body")).stream()
                .flatMap(body -> body.namedChildren().stream())
                .filter(each -> !each.is("comment"))
                .toList();
        Optional<Node> variable = tried.stream()
                .filter(each -> tried.size() == 1 && each.is("expression_statement"))
                .flatMap(each -> each.namedChildren().stream())
                .filter(each -> each.is("assignment_expression"))
                .flatMap(each -> each.child("left").stream())
                .filter(Scripts::isName)
                .findFirst();
        return variable.isPresent()
                && attempt.flatMap(Node::previousSibling).stream()
                        .flatMap(before -> before.descendants("variable_declarator").stream())
                        .anyMatch(each -> each.child("value").isPresent()
                                && each.child("name")
                                        .filter(name ->
                                                name.hasText(variable.get().text()))
                                        .isPresent());
    }

    private static boolean isFollowed(Node statement) {
        return statement.parent().stream()
                .flatMap(up -> up.namedChildren().stream())
                .anyMatch(next -> next.index() > statement.index() && !next.is("comment") && !next.is("else_clause"));
    }

    /** Whether somebody uses what comes of the call: then nothing is a value that they decided on. */
    private static boolean givesValue(Node call) {
        Optional<Node> direct = call.parent();
        Optional<Node> user = direct.filter(up -> up.is("await_expression"))
                .flatMap(Node::parent)
                .or(() -> direct);
        return user.filter(up -> !up.is("expression_statement") && !up.is("unary_expression"))
                .filter(up -> !up.is("arrow_function") || isMapped(up))
                .isPresent();
    }

    /** {@code running.finally(…).catch(() => {})}: whoever has {@code running} gets the error from there. */
    private static boolean isSecondEnd(Node call) {
        return Scripts.receiver(call)
                .filter(receiver -> Scripts.lastName(receiver).equals("finally"))
                .flatMap(Scripts::receiver)
                .filter(Scripts::isName)
                .isPresent();
    }

    /** {@code work.catch(() => {})} beside {@code await work}: the error is looked at there. */
    private static boolean isUsedAgain(Node call) {
        Optional<Node> promise = Scripts.receiver(call).filter(Scripts::isName);
        Node around = Scripts.enclosingFunction(call).orElse(call.tree().root());
        return promise.isPresent()
                && around.descendants("identifier").stream()
                        .filter(name -> !name.equals(promise.get())
                                && name.hasText(promise.get().text()))
                        .anyMatch(name -> name.parent()
                                .filter(up -> up.child("name")
                                                .filter(name::equals)
                                                .isEmpty()
                                        && up.child("left").filter(name::equals).isEmpty())
                                .isPresent());
    }

    private static boolean isWhileHandling(Node clause) {
        return clause.parent()
                .flatMap(attempt -> attempt.ancestor("catch_clause", "finally_clause"))
                .filter(around -> Scripts.enclosingFunction(around).equals(Scripts.enclosingFunction(clause)))
                .isPresent();
    }

    private static boolean isMapped(Node function) {
        return function.parent()
                .flatMap(Node::parent)
                .filter(call -> Set.of("map", "flatMap").contains(Scripts.lastName(call)))
                .isPresent();
    }

    /** Whether the call is made for the end of something, or while another error is on its way. */
    private static boolean tidiesUp(Node call) {
        String tried = Scripts.receiver(call).map(Node::text).orElse("");
        return TIDYING.matcher(tried).find()
                || call.ancestor("finally_clause", "catch_clause").isPresent();
    }

    private static Optional<Node> handler(Node call) {
        List<Node> arguments = Scripts.arguments(call);
        return arguments.stream()
                .filter(argument -> arguments.size() == 1)
                .filter(argument -> argument.hasText("noop")
                        || (Scripts.isFunction(argument)
                                && argument.child("body")
                                        .filter(SwallowedError::isNothing)
                                        .isPresent()))
                .filter(argument -> !Scripts.hasComment(call))
                .findFirst();
    }

    private static boolean isNothing(Node body) {
        return body.is("statement_block") ? isEmpty(body) : body.hasText("undefined") || body.hasText("void 0");
    }

    /** The grammar counts a comment behind the closing brace to the block. */
    private static boolean isEmpty(Node block) {
        return block.children().stream().takeWhile(child -> !child.is("}")).noneMatch(Node::named);
    }

    private static void report(Node node, String how, String tried, SourceFile file, FindingSink sink) {
        if (isExplainedAbove(node, file)) {
            return;
        }
        Draft draft = Draft.of(RULE, Location.line(file.path(), node.startLine()))
                .scope(Scripts.scope(node))
                .with("how", how);
        boolean doubtful = HARMLESS.matcher(tried).find() || Scripts.nearError(node) || isDropped(node);
        sink.report(doubtful ? draft.confidence(DOUBTFUL) : draft);
    }

    /** {@code void start().catch(() => undefined)} says twice that nobody waits; what was called may tell by itself. */
    private static boolean isDropped(Node handler) {
        return handler.ancestor("unary_expression", "statement_block")
                .filter(around -> around.is("unary_expression") && around.text().startsWith("void "))
                .isPresent();
    }

    /** A comment on the line before tells the reader why, as one inside would, and so does a reason above what is around. */
    private static boolean isExplainedAbove(Node node, SourceFile file) {
        int before = node.startLine() - 2;
        if (before >= 0 && file.lines().get(before).strip().startsWith("//")) {
            return true;
        }
        Optional<Node> at =
                Optional.of(node).filter(each -> !Scripts.isFunction(each)).or(node::parent);
        while (at.filter(each -> !Scripts.isFunction(each)).isPresent()) {
            if (hasReasonBefore(at.get())) {
                return true;
            }
            at = at.get().parent();
        }
        return false;
    }

    private static boolean hasReasonBefore(Node part) {
        Optional<Node> before = part.previousSibling();
        while (before.filter(node -> node.is("comment")).isPresent()) {
            if (REASON.matcher(before.get().text()).find()) {
                return true;
            }
            before = before.get().previousSibling();
        }
        return false;
    }
}
