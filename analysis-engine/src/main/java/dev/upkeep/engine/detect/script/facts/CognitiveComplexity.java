package dev.upkeep.engine.detect.script.facts;

import dev.upkeep.engine.detect.script.syntax.Components;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.syntax.ConnectedComplexity;
import dev.upkeep.engine.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cognitive complexity of one function (G. Ann Campbell, "Cognitive Complexity", SonarSource 2018): each break of the
 * linear flow counts one, and one more for each level that it is nested in. Nested functions with a name are measured
 * apart; the others add a level, but not where the function around them has no branch of its own or is a React component
 * or hook, or a method that React calls on a component: these hold callbacks as a class holds methods, so each is measured for itself.
 * {@code a && <b/>} in markup is no decision of the reader's and counts nothing.
 */
final class CognitiveComplexity {

    private static final Set<String> LOGICAL = Set.of("&&", "||");
    private static final Set<String> BRANCHES = Set.of("body", "consequence", "alternative");

    private final Node function;
    private final String name;
    private final boolean holdsCallbacks;
    private final List<Callback> apart = new ArrayList<>();
    private int score;
    private int nesting;
    private int callbacks;
    private int chained;
    private boolean branches;
    private boolean callsItself;

    /** A function without a name that is measured for itself. */
    record Callback(Node function, CognitiveComplexity complexity) {}

    private CognitiveComplexity(Node function, String name, boolean holdsCallbacks) {
        this.function = function;
        this.name = name;
        this.holdsCallbacks = holdsCallbacks;
    }

    static CognitiveComplexity of(Node function) {
        return of(
                function,
                Scripts.nameOf(function),
                Components.mayUseHooks(function) || Components.isLifecycle(function));
    }

    private static CognitiveComplexity ofCallback(Node function) {
        return of(function, "", false);
    }

    private static CognitiveComplexity of(Node function, String name, boolean holdsCallbacks) {
        CognitiveComplexity complexity = new CognitiveComplexity(function, name, holdsCallbacks);
        function.child("body").ifPresent(body -> complexity.visit(body, 0));
        return holdsCallbacks || complexity.branches ? complexity : of(function, name, true);
    }

    int score() {
        return score + (callsItself ? 1 : 0);
    }

    /** How much of the score hangs together. */
    int connected() {
        return ConnectedComplexity.of(function, score(), this::isApart);
    }

    /** The callbacks that do not count here, in the order of the source, with those within them. */
    List<Callback> callbacks() {
        return apart;
    }

    /** Whether it has a branch or a loop of its own, besides those of its callbacks. */
    boolean branches() {
        return branches;
    }

    /** The deepest nesting of control flow; callbacks between are none. */
    int nesting() {
        return nesting;
    }

    private void visit(Node node, int level) {
        switch (node.kind()) {
            case "if_statement" -> choice(node, level);
            case "ternary_expression" -> ternary(node, level);
            case "switch_statement", "catch_clause" -> structure(node, level);
            case "for_statement", "for_in_statement", "while_statement", "do_statement" -> structure(node, level);
            case "binary_expression" -> logical(node, level);
            case "break_statement", "continue_statement" ->
                score += node.child("label").isPresent() ? 1 : 0;
            case "call_expression" -> {
                callsItself |= !name.isEmpty() && Scripts.callee(node).equals(name) && Recursion.is(node, function);
                children(node, level);
            }
            default -> other(node, level);
        }
    }

    private boolean isApart(Node node) {
        return Scripts.isFunction(node)
                && (holdsCallbacks || !Scripts.nameOf(node).isEmpty());
    }

    private void other(Node node, int level) {
        if (!Scripts.isFunction(node)) {
            children(node, level);
        } else if (Scripts.nameOf(node).isEmpty() && holdsCallbacks) {
            CognitiveComplexity callback = ofCallback(node);
            apart.add(new Callback(node, callback));
            apart.addAll(callback.callbacks());
        } else if (Scripts.nameOf(node).isEmpty()) {
            callbacks++;
            children(node, level + 1);
            callbacks--;
        }
    }

    /** What decides, such as the value of a {@code switch}, stands beside what it decides about and not within. */
    private void structure(Node node, int level) {
        score += 1 + level;
        branches |= callbacks == 0;
        nesting = Math.max(nesting, level + 1 - callbacks - chained);
        Set<Node> decided =
                BRANCHES.stream().flatMap(field -> node.child(field).stream()).collect(Collectors.toSet());
        node.namedChildren().forEach(child -> visit(child, decided.contains(child) ? level + 1 : level));
    }

    /** {@code a ? x : b ? y : z} is read as a chain of {@code else if}: it costs as published, and is one level deep. */
    private void ternary(Node node, int level) {
        int more = isAlternativeOfTernary(node) ? 1 : 0;
        chained += more;
        structure(node, level);
        chained -= more;
    }

    private static boolean isAlternativeOfTernary(Node node) {
        Optional<Node> up = node.parent();
        Node whole = node;
        while (up.filter(each -> each.is("parenthesized_expression")).isPresent()) {
            whole = up.get();
            up = whole.parent();
        }
        Node branch = whole;
        return up.filter(each -> each.is("ternary_expression"))
                .flatMap(each -> each.child("alternative"))
                .filter(branch::equals)
                .isPresent();
    }

    private void choice(Node node, int level) {
        boolean elseIf = node.parent().filter(up -> up.is("else_clause")).isPresent();
        score += elseIf ? 1 : 1 + level;
        branches |= callbacks == 0;
        nesting = Math.max(nesting, level + 1 - callbacks - chained);
        node.child("condition").ifPresent(condition -> visit(condition, level));
        node.child("consequence").ifPresent(then -> visit(then, level + 1));
        node.child("alternative").ifPresent(otherwise -> alternative(otherwise, level));
    }

    private void alternative(Node clause, int level) {
        for (Node inside : clause.namedChildren()) {
            if (inside.is("if_statement")) {
                choice(inside, level);
            } else {
                score += 1;
                visit(inside, level + 1);
            }
        }
    }

    /** A run of equal operators counts once, with parentheses or without. */
    private void logical(Node node, int level) {
        String operator = deciding(node);
        if (!operator.isEmpty()
                && !operator.equals(node.aroundParentheses()
                        .map(CognitiveComplexity::deciding)
                        .orElse(""))) {
            score += 1;
        }
        children(node, level);
    }

    /** The operator of a logical expression, and nothing where it only says whether markup is shown. */
    private static String deciding(Node node) {
        return node.is("binary_expression")
                ? node.child("operator")
                        .map(Node::text)
                        .filter(LOGICAL::contains)
                        .filter(operator ->
                                node.child("right").filter(Scripts::isJsx).isEmpty())
                        .orElse("")
                : "";
    }

    private void children(Node node, int level) {
        node.children().stream().filter(Node::named).forEach(child -> visit(child, level));
    }
}
