package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Cognitive complexity of one function of Java, Python or Go (Campbell, "Cognitive Complexity", SonarSource 2018),
 * without its point for recursion: a branch, a loop or a handler costs one and one more for each level around it;
 * {@code else} and jumps to a label cost one, and so does a run of equal logical operators. Closures nest; functions and
 * methods within are measured apart.
 */
final class CognitiveWalk {

    /** What is measured by itself. */
    static final Set<String> FUNCTIONS = Set.of(
            "method_declaration",
            "constructor_declaration",
            "compact_constructor_declaration",
            "function_declaration",
            "function_definition");

    /** Functions without a name. */
    static final Set<String> CLOSURES = Set.of("lambda_expression", "lambda", "func_literal");

    private static final Pattern TESTING = Pattern.compile("\\*testing\\.[TB]\\b");

    private int score;
    private int nesting;
    private int closures;
    private int chained;

    private CognitiveWalk() {}

    static CognitiveWalk of(Node function) {
        CognitiveWalk walk = new CognitiveWalk();
        function.child("body").ifPresent(body -> walk.visit(body, 0));
        return walk;
    }

    int score() {
        return score;
    }

    /** The deepest nesting of control flow; closures between are none. */
    int nesting() {
        return nesting;
    }

    /** Whether it is measured for itself where it stands within another function. */
    static boolean isApart(Node node) {
        return FUNCTIONS.contains(node.kind()) || (node.is("func_literal") && isSubtest(node));
    }

    private void visit(Node node, int level) {
        switch (node.kind()) {
            case "if_statement" -> choice(node, level, false);
            case "elif_clause" -> choice(node, level, true);
            case "else_clause" -> otherwise(node, level);
            case "for_statement",
                    "enhanced_for_statement",
                    "while_statement",
                    "do_statement",
                    "catch_clause",
                    "except_clause",
                    "except_group_clause",
                    "switch_expression",
                    "match_statement",
                    "expression_switch_statement",
                    "type_switch_statement",
                    "select_statement" -> structure(node, level);
            case "ternary_expression", "conditional_expression" -> ternary(node, level);
            case "binary_expression", "boolean_operator" -> logical(node, level);
            case "break_statement", "continue_statement", "goto_statement" ->
                score += node.namedChildren().isEmpty() ? 0 : 1;
            case "lambda_expression", "lambda" -> closure(node, level);
            case "func_literal" -> {
                if (!isSubtest(node)) {
                    closure(node, level);
                }
            }
            case "method_declaration",
                    "constructor_declaration",
                    "compact_constructor_declaration",
                    "function_definition" -> {
                // Measured apart.
            }
            default -> children(node, level);
        }
    }

    private void choice(Node node, int level, boolean alternative) {
        score += alternative ? 1 : 1 + level;
        nesting = Math.max(nesting, level + 1 - closures - chained);
        for (Node child : node.namedChildren()) {
            boolean isElse = node.child("alternative").filter(child::equals).isPresent();
            boolean isBranch = node.child("consequence").filter(child::equals).isPresent();
            if (child.is("elif_clause") || child.is("else_clause")) {
                visit(child, level);
            } else if (isElse && child.is("if_statement")) {
                choice(child, level, true);
            } else if (isElse) {
                otherwise(child, level);
            } else {
                visit(child, isBranch ? level + 1 : level);
            }
        }
    }

    private void otherwise(Node branch, int level) {
        score += 1;
        visitOrChildren(branch, level + 1);
    }

    private void visitOrChildren(Node branch, int level) {
        if (branch.is("else_clause")) {
            children(branch, level);
        } else {
            visit(branch, level);
        }
    }

    private void structure(Node node, int level) {
        score += 1 + level;
        nesting = Math.max(nesting, level + 1 - closures - chained);
        node.namedChildren().forEach(child -> visit(child, child.is("else_clause") ? level : level + 1));
    }

    /** What stands last in another one is read as a chain of {@code else if}: it costs as published, and is one level deep. */
    private void ternary(Node node, int level) {
        boolean last = node.parent()
                .filter(up -> up.is(node.kind()))
                .map(up -> up.namedChildren().getLast())
                .filter(node::equals)
                .isPresent();
        chained += last ? 1 : 0;
        structure(node, level);
        chained -= last ? 1 : 0;
    }

    /** Whether this function literal of Go is a test within a test: {@code t.Run("name", func(t *testing.T) {…})}. */
    static boolean isSubtest(Node literal) {
        Optional<Node> call = literal.parent().flatMap(Node::parent).filter(up -> up.is("call_expression"));
        return literal.child("parameters")
                        .filter(to -> TESTING.matcher(to.text()).find())
                        .isPresent()
                && call.flatMap(up -> up.child("function"))
                        .filter(function -> function.text().endsWith(".Run"))
                        .isPresent();
    }

    private void closure(Node node, int level) {
        closures++;
        children(node, level + 1);
        closures--;
    }

    /** A run of equal operators counts once, with parentheses or without. */
    private void logical(Node node, int level) {
        String operator = operator(node);
        if (isLogical(operator)
                && !operator.equals(
                        node.aroundParentheses().map(CognitiveWalk::operator).orElse(""))) {
            score += 1;
        }
        children(node, level);
    }

    private static boolean isLogical(String operator) {
        return switch (operator) {
            case "&&", "||", "and", "or" -> true;
            default -> false;
        };
    }

    private static String operator(Node node) {
        boolean hasOne = node.is("binary_expression") || node.is("boolean_operator");
        return hasOne ? node.child("operator").map(Node::text).orElse("") : "";
    }

    private void children(Node node, int level) {
        node.namedChildren().forEach(child -> visit(child, level));
    }
}
