package dev.upkeep.engine.detect.rust.facts;

import dev.upkeep.engine.facts.FileFacts.FunctionMeasure;
import dev.upkeep.engine.syntax.CodeLines;
import dev.upkeep.engine.syntax.ConnectedComplexity;
import dev.upkeep.engine.syntax.KindTable;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Size, cognitive complexity and nesting of each function. Complexity follows Campbell, "Cognitive Complexity"
 * (SonarSource 2018), without its point for recursion: a branch or loop costs one and one more for each level around
 * it, {@code else} and labelled jumps cost one, a run of equal logical operators costs one. Closures nest; functions
 * within functions are measured apart.
 */
final class FunctionMeasures {

    private static final Set<String> LOOPS_AND_BRANCHES =
            Set.of("if_expression", "match_expression", "for_expression", "while_expression", "loop_expression");

    /** What data does not have, as the tokens of a macro show it: closures, statements, arms and branches. */
    private static final Set<String> STEPS =
            Set.of("|", "||", ";", "=>", "if", "for", "while", "loop", "let", "match", "fn");

    private static final Set<String> LITERALS = Set.of("array_expression", "struct_expression", "tuple_expression");

    private static final Set<String> CLOSURES = Set.of("closure_expression");

    /** What names the parts of a value, as the literal does that puts them together again. */
    private static final Set<String> PATTERNS = Set.of("tuple_pattern", "struct_pattern");

    private static final int LONG_PATTERN = 10;
    private static final int FEW_BRANCHES = 5;

    /** Most nodes of a function are none of these, and are passed over without a look at their names. */
    private static final KindTable<Boolean> COUNTED = new KindTable<>(Set.of(
            "function_item",
            "if_expression",
            "match_expression",
            "for_expression",
            "while_expression",
            "loop_expression",
            "else_clause",
            "let_chain",
            "binary_expression",
            "break_expression",
            "continue_expression")::contains);

    private final SyntaxTree tree;
    private final CodeLines lines;

    FunctionMeasures(SyntaxTree tree, CodeLines lines) {
        this.tree = tree;
        this.lines = lines;
    }

    List<FunctionMeasure> all() {
        List<FunctionMeasure> measures = new ArrayList<>();
        for (Node function : tree.root().descendants("function_item")) {
            if (function.child("body").isPresent()) {
                measures.add(measure(function.index()));
            }
        }
        return measures;
    }

    private FunctionMeasure measure(int function) {
        int cognitive = 0;
        int deepest = 0;
        int index = function + 1;
        while (index < tree.subtreeEnd(function)) {
            if (!COUNTED.of(tree, index)) {
                index++;
                continue;
            }
            if (tree.kind(index).equals("function_item")) {
                index = tree.subtreeEnd(index);
                continue;
            }
            cognitive += cost(index, function);
            if (LOOPS_AND_BRANCHES.contains(tree.kind(index)) && !isElseIf(index)) {
                deepest = Math.max(deepest, nesting(index, function, false) + 1);
            }
            index++;
        }
        int start = tree.startLine(function);
        int end = tree.endLine(function);
        int name = tree.childByField(function, "name");
        return new FunctionMeasure(
                name < 0 ? "" : tree.text(name),
                "",
                start,
                end,
                lines.code(start, end),
                lines.text(start, end),
                data(function, cognitive),
                cognitive,
                ConnectedComplexity.of(tree.node(function), cognitive, node -> node.is("function_item")),
                deepest);
    }

    private int data(int function, int cognitive) {
        if (cognitive == 0 && NamedCalls.of(tree, function).isTable()) {
            return lines.code(tree.startLine(function), tree.endLine(function));
        }
        int literal = Math.max(lines.data(function, LITERALS, CLOSURES), listInMacro(function));
        return literal + (cognitive < FEW_BRANCHES ? longPattern(function) : 0);
    }

    /** How many lines the longest pattern has that takes a value apart into many names; 0 where none is long. */
    private int longPattern(int function) {
        return IntStream.of(tree.descendants(function, PATTERNS))
                .map(pattern -> lines.code(tree.startLine(pattern), tree.endLine(pattern)))
                .filter(code -> code >= LONG_PATTERN)
                .max()
                .orElse(0);
    }

    /** How many lines the largest list has that a macro is given: {@code vec![…]}, {@code documents!([…])}. */
    private int listInMacro(int function) {
        return IntStream.of(tree.descendants(function, Set.of("macro_invocation")))
                .filter(macro -> tree.descendants(macro, STEPS).length == 0)
                .map(macro -> lines.code(tree.startLine(macro), tree.endLine(macro)))
                .max()
                .orElse(0);
    }

    private int cost(int index, int function) {
        return switch (tree.kind(index)) {
            case "if_expression" -> isElseIf(index) ? 1 : 1 + nesting(index, function, true);
            case "match_expression", "for_expression", "while_expression", "loop_expression" ->
                1 + nesting(index, function, true);
            case "else_clause" ->
                tree.children(index).anyMatch(child -> tree.kind(child).equals("block")) ? 1 : 0;
            case "let_chain" -> tree.kind(tree.parent(index)).equals("let_chain") ? 0 : 1;
            case "binary_expression" -> startsLogicalRun(index) ? 1 : 0;
            case "break_expression", "continue_expression" ->
                tree.children(index).anyMatch(child -> tree.kind(child).equals("label")) ? 1 : 0;
            default -> 0;
        };
    }

    private boolean isElseIf(int index) {
        return tree.kind(index).equals("if_expression")
                && tree.kind(tree.parent(index)).equals("else_clause");
    }

    private boolean startsLogicalRun(int index) {
        String operator = operator(index);
        boolean logical = operator.equals("&&") || operator.equals("||");
        int parent = tree.parent(index);
        while (tree.kind(parent).equals("parenthesized_expression")) {
            parent = tree.parent(parent);
        }
        boolean goesOn = switch (tree.kind(parent)) {
            case "binary_expression" -> operator(parent).equals(operator);
            case "let_chain" -> operator.equals("&&");
            default -> false;
        };
        return logical && !goesOn;
    }

    private String operator(int binary) {
        int operator = tree.childByField(binary, "operator");
        return operator < 0 ? "" : tree.kind(operator);
    }

    private int nesting(int index, int function, boolean closures) {
        int levels = 0;
        for (int at = tree.parent(index); at > function; at = tree.parent(at)) {
            boolean branch = LOOPS_AND_BRANCHES.contains(tree.kind(at)) && !isElseIf(at);
            boolean closure = closures && tree.kind(at).equals("closure_expression");
            levels += branch || closure ? 1 : 0;
        }
        return levels;
    }
}
