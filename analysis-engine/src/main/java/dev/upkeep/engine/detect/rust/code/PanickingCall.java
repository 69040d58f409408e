package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.detect.rust.facts.RustPath;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Calls that end the thread instead of returning an error. In the arguments of macros, where the grammar sees tokens
 * only, they are known by {@code .unwrap()}, {@code .expect("…")} and {@code panic!}.
 */
public final class PanickingCall implements RustCheck {

    static final String RULE = "rust/panicking-call";
    private static final Map<String, Severity> MACROS = Map.of(
            "panic", Severity.MEDIUM,
            "todo", Severity.HIGH,
            "unimplemented", Severity.MEDIUM,
            "unreachable", Severity.LOW);
    /** Macros whose tokens are not run where they stand, or only in debug builds. */
    private static final Set<String> NOT_RUN_HERE = Set.of(
            "quote",
            "quote_spanned",
            "parse_quote",
            "parse_quote_spanned",
            "stringify",
            "mock",
            "debug_assert",
            "debug_assert_eq",
            "debug_assert_ne");

    private static final Pattern BUILD_SCRIPT = Pattern.compile("(?<!(^|/)src/)(?<![^/])build\\.rs$");
    /** What a future may do when it is polled after it was ready. */
    private static final Pattern POLLED_AGAIN = Pattern.compile("(?i)\"[^\"]*\\bpolled (again )?after\\b");

    /** Why a value is there, said beside it. */
    private static final Pattern SAYS_WHY = Pattern.compile(
            "(?i)\\b(unwrap|expect|panic)\\w*`?(\\(\\)`?)?\\W.*\\b(safe|never|cannot|can't|infallible|fine|ok(ay)?|always|guarantee\\w*|because|since)\\b"
                    + "|\\b(safe|ok(ay)?|fine) (to|because|since)\\b.*\\b(unwrap|expect|panic)|\\bSAFETY\\b|^//\\s*safe\\b|\\binfallible\\b"
                    + "|\\b(intentional|deliberate)(ly)?\\b.*\\bpanic|\\bpanic\\w*\\b.*\\b(intentional(ly)?|deliberate(ly)?|on purpose)\\b"
                    + "|\\b(cannot|can't|can not|never|won't) (fail|happen|panic|be (none|empty|err))|\\balways (valid|present|there|some|set|succeed\\w*)\\b|\\bguaranteed\\b"
                    + "|\\b(rejected|validated|checked) (before|above|earlier|already|by|when)\\b|\\bvalidation rejects\\b");

    /** In the documentation of a function: that it panics. */
    private static final Pattern PANICS = Pattern.compile("# Panics|^//[/!].*\\b(?i:panics) (if|when|on|unless)\\b");

    /** The same, of what callers must see to. */
    private static final Pattern WANTED = Pattern.compile("^//[/!].*\\b(needs? to|must|has to|have to) be\\b");

    @Override
    public String rule() {
        return RULE;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("call_expression", "macro_invocation");
    }

    @Override
    public void check(Node node, RustScope scope, FindingSink sink) {
        if (node.is("call_expression")) {
            MethodCall.of(node).flatMap(PanicReason::ofMethod).ifPresent(reason -> report(reason, scope, sink));
            return;
        }
        String name = node.child("macro").map(RustPath::text).orElse("");
        String last = name.substring(name.lastIndexOf(':') + 1);
        Severity severity = MACROS.get(last);
        boolean standard = name.equals(last) || name.equals("std::" + last) || name.equals("core::" + last);
        if (severity != null && standard && !(last.equals("unreachable") && ProcessEnd.isBefore(node))) {
            report(macro(last, severity, node), scope, sink);
        }
        if (!NOT_RUN_HERE.contains(last)) {
            node.childOfKind("token_tree").ifPresent(tokens -> tokens(tokens, scope, sink));
        }
    }

    private static PanicReason macro(String name, Severity severity, Node node) {
        PanicReason plain = new PanicReason(name + "!", node, node.startLine(), severity, 0.9, "");
        return POLLED_AGAIN.matcher(node.text()).find() ? plain.lowered("it is a mistake of the caller") : plain;
    }

    /** Whether a comment above a function, or between its attributes, says so. */
    private static boolean isDocumented(Node function, Pattern said) {
        for (Optional<Node> at = function.previousSibling();
                at.isPresent();
                at = at.get().previousSibling()) {
            if (at.get().kind().endsWith("_comment")
                    && said.matcher(at.get().text()).find()) {
                return true;
            }
            if (!at.get().kind().endsWith("_comment") && !at.get().is("attribute_item")) {
                return false;
            }
        }
        return false;
    }

    private static void tokens(Node tokenTree, RustScope scope, FindingSink sink) {
        List<Node> tokens = tokenTree.children();
        for (int at = 0; at < tokens.size(); at++) {
            Node token = tokens.get(at);
            if (token.is("identifier")) {
                ofToken(tokens, at).ifPresent(reason -> report(reason, scope, sink));
            } else if (token.is("token_tree") && !isQuoted(tokens, at)) {
                tokens(token, scope, sink);
            }
        }
    }

    /** Whether these tokens are the arguments of a macro that does not run them here. */
    private static boolean isQuoted(List<Node> tokens, int at) {
        return at >= 2
                && tokens.get(at - 1).is("!")
                && NOT_RUN_HERE.contains(tokens.get(at - 2).text());
    }

    private static Optional<PanicReason> ofToken(List<Node> tokens, int at) {
        Node token = tokens.get(at);
        if (at + 1 >= tokens.size()) {
            return Optional.empty();
        }
        Node next = tokens.get(at + 1);
        Severity severity = MACROS.get(token.text());
        if (severity != null && next.is("!") && (at == 0 || !tokens.get(at - 1).is("::"))) {
            return Optional.of(macro(token.text(), severity, token));
        }
        boolean method = at >= 2 && tokens.get(at - 1).is(".") && next.is("token_tree");
        return method ? PanicReason.ofTokens(tokens, at) : Optional.empty();
    }

    private static void report(PanicReason reason, RustScope scope, FindingSink sink) {
        Node node = reason.node();
        if (scope.allows(node, reason.lint())
                || isConstant(node)
                || isBuildScript(scope)
                || isAnnounced(reason, scope)) {
            return;
        }
        PanicReason weighed = weighed(reason, scope);
        Draft draft = scope.draft(RULE, node, weighed.line())
                .with("call", weighed.call())
                .with("reason", weighed.reason())
                .severity(weighed.severity())
                .confidence(weighed.confidence());
        sink.report(
                weighed.reason().isEmpty()
                        ? draft
                        : draft.message("`{call}` ends the thread instead of returning an error; {reason}"));
    }

    private static PanicReason weighed(PanicReason reason, RustScope scope) {
        if (reason.isFinal()) {
            return reason;
        }
        if (scope.functionName(reason.node()).equals("main")) {
            return reason.lowered("it ends the program from `main`");
        }
        return isExplained(reason.node()) ? reason.lowered("the comment beside it says why") : reason;
    }

    /** Whether the documentation of its function speaks of panics, or says what callers must see to. */
    private static boolean isAnnounced(PanicReason reason, RustScope scope) {
        boolean meant = reason.call().equals("panic!");
        return scope.function(reason.node())
                .filter(function -> isDocumented(function, PANICS) || (meant && isDocumented(function, WANTED)))
                .isPresent();
    }

    /** By its name and place, and because it is a program: modules may be called so too. */
    private static boolean isBuildScript(RustScope scope) {
        return BUILD_SCRIPT.matcher(scope.file().path()).find()
                && scope.tree().root().namedChildren().stream()
                        .filter(item -> item.is("function_item"))
                        .flatMap(item -> item.child("name").stream())
                        .anyMatch(name -> name.hasText("main"));
    }

    /** By a comment above the statement, or above the match whose arm it is, or behind the call or the statement on the line. */
    private static boolean isExplained(Node node) {
        Node statement = statement(node);
        Optional<Node> match = statement.parent().filter(around -> around.is("match_block"));
        return isExplainedBehind(node, node)
                || isCommentedAbove(statement)
                || isExplainedBehind(statement, node)
                || match.map(PanickingCall::statement)
                        .filter(PanickingCall::isCommentedAbove)
                        .isPresent();
    }

    /** The statement, or the arm of a match, that a place belongs to. */
    private static Node statement(Node place) {
        Node at = place;
        Optional<Node> up = at.parent();
        while (up.filter(parent -> !parent.is("block") && !parent.is("match_block"))
                .isPresent()) {
            at = up.get();
            up = at.parent();
        }
        return at;
    }

    private static boolean isExplainedBehind(Node part, Node call) {
        return part.nextSibling()
                .filter(after -> after.startLine() == call.endLine())
                .filter(PanickingCall::saysWhy)
                .isPresent();
    }

    private static boolean isCommentedAbove(Node statement) {
        Optional<Node> comment = statement.previousSibling();
        while (comment.filter(at -> at.kind().endsWith("_comment") && !standsBehind(at))
                .isPresent()) {
            if (saysWhy(comment.get())) {
                return true;
            }
            comment = comment.get().previousSibling();
        }
        return false;
    }

    /** On the line of a statement in front of it, which it belongs to. */
    private static boolean standsBehind(Node comment) {
        return comment.previousSibling()
                .filter(before -> before.endLine() == comment.startLine())
                .isPresent();
    }

    private static boolean saysWhy(Node beside) {
        return beside.kind().endsWith("_comment")
                && SAYS_WHY.matcher(beside.text()).find();
    }

    /** What is computed by the compiler fails there and not in a running program. */
    private static boolean isConstant(Node node) {
        return node.ancestor("closure_expression", "function_item", "const_item", "static_item", "const_block")
                .filter(around -> !around.is("closure_expression"))
                .filter(around -> !around.is("function_item")
                        || around.childOfKind("function_modifiers")
                                .filter(modifiers -> modifiers.text().contains("const"))
                                .isPresent())
                .isPresent();
    }
}
