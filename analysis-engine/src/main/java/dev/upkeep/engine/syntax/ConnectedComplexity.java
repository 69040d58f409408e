package dev.upkeep.engine.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How much of a function's cognitive complexity (Campbell, "Cognitive Complexity", SonarSource 2018) a reader has to keep
 * in mind at once. What stands side by side is read one after the other, so only the hardest of it counts: of the arms of a
 * {@code match}, a {@code switch} or a chain of {@code else if}, of short conditions in a row, of callbacks that calls are
 * given one after the other, as where routes are registered. In all languages whose functions are measured.
 */
public final class ConnectedComplexity {

    /** Up to here nothing in a function is hard to follow, whether it hangs together or not. */
    private static final int LITTLE = 15;

    /** With fewer arms it is a decision, which is read as a whole. */
    private static final int ARMS_OF_A_DISPATCH = 4;

    private static final Set<String> CHOICES = Set.of("if_expression", "if_statement");
    /** In Go, where no block is around them. */
    private static final Set<String> ARMS =
            Set.of("expression_case", "type_case", "communication_case", "default_case");

    /** What gives something a value. */
    private static final Set<String> VALUES = Set.of(
            "assignment_expression",
            "assignment",
            "lexical_declaration",
            "variable_declaration",
            "let_declaration",
            "local_variable_declaration",
            "short_var_declaration",
            "assignment_statement",
            "pair",
            "keyed_element",
            "keyword_argument",
            "field_initializer",
            "jsx_attribute");

    /** Between two of a row it is read over. */
    private static final Set<String> KEEPS_A_ROW =
            Set.of("expression_statement", "comment", "line_comment", "block_comment");

    private static final Set<String> CLOSURES = Set.of(
            "closure_expression",
            "arrow_function",
            "function_expression",
            "func_literal",
            "lambda_expression",
            "lambda");

    /** What only passes on what stands last in it. */
    private static final Set<String> WRAPPERS = Set.of(
            "expression_statement",
            "await_expression",
            "call_expression",
            "arguments",
            "argument_list",
            "keyed_element",
            "literal_element",
            "pair");

    private static final Set<String> LOGICAL = Set.of("&&", "||", "and", "or");

    private final Predicate<Node> apart;

    private ConnectedComplexity(Predicate<Node> apart) {
        this.apart = apart;
    }

    /**
     * Looks into a function only where its complexity is more than {@value #LITTLE}.
     *
     * @param function with a body
     * @param complexity its cognitive complexity, which the result never exceeds
     * @param apart functions within it that are measured for themselves
     */
    public static int of(Node function, int complexity, Predicate<Node> apart) {
        return complexity <= LITTLE
                ? complexity
                : function.child("body")
                        .map(body -> Math.min(complexity, new ConnectedComplexity(apart).cost(body, 0)))
                        .orElse(complexity);
    }

    private int cost(Node node, int level) {
        if (apart.test(node)) {
            return 0;
        }
        return switch (node.kind()) {
            case "if_expression", "if_statement" -> choice(node, level);
            case "match_expression",
                    "switch_statement",
                    "switch_expression",
                    "expression_switch_statement",
                    "type_switch_statement",
                    "select_statement",
                    "match_statement" -> dispatch(node, level);
            case "for_expression",
                    "while_expression",
                    "loop_expression",
                    "for_statement",
                    "enhanced_for_statement",
                    "for_in_statement",
                    "while_statement",
                    "do_statement",
                    "catch_clause",
                    "except_clause",
                    "except_group_clause",
                    "ternary_expression",
                    "conditional_expression" -> 1 + level + sideBySide(node, level + 1);
            case "binary_expression", "boolean_operator", "let_chain" -> logical(node) + sideBySide(node, level);
            default -> sideBySide(node, level);
        };
    }

    private int sideBySide(Node node, int level) {
        int sum = 0;
        int hardestCallback = 0;
        int hardestOfRow = 0;
        for (Node child : node.namedChildren()) {
            int cost = cost(child, level);
            boolean inRow = isShortChoice(child, cost, level) || isDefault(child, cost, level);
            if (passesOnCallback(child)) {
                hardestCallback = Math.max(hardestCallback, cost);
            } else {
                sum += inRow ? Math.max(0, cost - hardestOfRow) : cost;
            }
            boolean goesOn = inRow || (cost == 0 && KEEPS_A_ROW.contains(child.kind()));
            hardestOfRow = goesOn ? Math.max(hardestOfRow, cost) : 0;
        }
        return sum + hardestCallback;
    }

    /** A value that is taken from elsewhere, or else is another one. */
    private static boolean isDefault(Node statement, int cost, int level) {
        return 0 < cost
                && cost <= 1 + level
                && VALUES.contains(
                        statement.is("expression_statement")
                                ? statement.namedChildren().stream()
                                        .findFirst()
                                        .map(Node::kind)
                                        .orElse("")
                                : statement.kind());
    }

    /** One condition, joined at most once, with nothing to decide behind it and no other way. */
    private static boolean isShortChoice(Node statement, int cost, int level) {
        Optional<Node> choice = statement.is("expression_statement")
                ? statement.namedChildren().stream().findFirst()
                : Optional.of(statement);
        return cost <= 2 + level
                && choice.filter(node -> CHOICES.contains(node.kind()))
                        .filter(node -> node.child("alternative").isEmpty())
                        .isPresent();
    }

    private static boolean passesOnCallback(Node node) {
        Node at = node;
        while (WRAPPERS.contains(at.kind()) && !at.namedChildren().isEmpty()) {
            at = at.namedChildren().getLast();
        }
        return CLOSURES.contains(at.kind());
    }

    private int dispatch(Node node, int level) {
        List<Node> arms = new ArrayList<>();
        int cost = 1 + level;
        for (Node child : node.namedChildren()) {
            if (node.child("body").filter(child::equals).isPresent()) {
                arms.addAll(child.namedChildren());
            } else if (ARMS.contains(child.kind())) {
                arms.add(child);
            } else {
                cost += cost(child, level);
            }
        }
        return cost + branches(arms, level + 1, arms.size() >= ARMS_OF_A_DISPATCH);
    }

    private int choice(Node first, int level) {
        Chain chain = new Chain(new ArrayList<>(), new ArrayList<>());
        chain.add(first);
        boolean dispatch = chain.conditions().size() >= ARMS_OF_A_DISPATCH;
        int alternatives = dispatch ? 0 : chain.branches().size() - 1;
        return 1
                + level
                + alternatives
                + branches(chain.conditions(), level, dispatch)
                + branches(chain.branches(), level + 1, dispatch);
    }

    private int branches(List<Node> branches, int level, boolean onlyHardest) {
        var costs = branches.stream().mapToInt(branch -> cost(branch, level));
        return onlyHardest ? costs.max().orElse(0) : costs.sum();
    }

    /** All of {@code if … else if … else}, whichever way the grammar nests it. */
    private record Chain(List<Node> conditions, List<Node> branches) {

        void add(Node link) {
            for (Node child : link.namedChildren()) {
                if (child.is("elif_clause")) {
                    add(child);
                } else if (link.child("consequence").filter(child::equals).isPresent()) {
                    branches.add(child);
                } else if (link.child("alternative").filter(child::equals).isPresent() || child.is("else_clause")) {
                    addAlternative(child);
                } else {
                    conditions.add(child);
                }
            }
        }

        private void addAlternative(Node alternative) {
            Node inside = alternative.is("else_clause")
                    ? alternative.namedChildren().stream().findFirst().orElse(alternative)
                    : alternative;
            if (CHOICES.contains(inside.kind())) {
                add(inside);
            } else {
                branches.add(inside);
            }
        }
    }

    /** A run of equal operators counts once, with parentheses or without. */
    private static int logical(Node node) {
        String operator = operator(node);
        String around =
                node.aroundParentheses().map(ConnectedComplexity::operator).orElse("");
        return LOGICAL.contains(operator) && !operator.equals(around) ? 1 : 0;
    }

    private static String operator(Node node) {
        return node.is("let_chain")
                ? "&&"
                : node.child("operator").map(Node::text).orElse("");
    }
}
