package dev.upkeep.engine.syntax;

import java.util.Set;
import java.util.stream.IntStream;

/**
 * The cases of a match or switch, asked whether they are a table: many of them, of which each takes two lines at most, or
 * only takes a value apart and says one value, makes one call, or makes the same call with a few of its parts. How a
 * formatter breaks the lines of a pattern and of the arguments does not matter. A case of Rust that is a match and nothing
 * else stands for the cases of that.
 *
 * @param cases the node that holds them
 */
record CaseTable(SyntaxTree tree, CodeLines code, int cases) {

    /** What holds the cases of a match or switch as its children. */
    static final Set<String> SWITCHES = Set.of(
            "match_block", "switch_body", "switch_block", "expression_switch_statement", "type_switch_statement");

    private static final Set<String> CASES = Set.of(
            "match_arm", "switch_case", "switch_rule", "switch_block_statement_group", "expression_case", "type_case");

    private static final Set<String> DECIDING = Set.of(
            "if_expression",
            "match_expression",
            "for_expression",
            "while_expression",
            "loop_expression",
            "if_statement",
            "switch_statement",
            "switch_expression",
            "expression_switch_statement",
            "type_switch_statement",
            "select_statement",
            "for_statement",
            "for_in_statement",
            "enhanced_for_statement",
            "while_statement",
            "do_statement",
            "try_statement",
            "try_with_resources_statement",
            "ternary_expression");

    private static final Set<String> BLOCKS = Set.of("block", "statement_block");
    /** It ends a case, as the next one does elsewhere. */
    private static final String END = "break_statement";

    /** What begins with the call that it is about. */
    private static final Set<String> AROUND_CALLS =
            Set.of("expression_statement", "try_expression", "await_expression");
    /** The end, and what only says on which platform the next step is there. */
    private static final Set<String> NO_STEPS = Set.of(END, "attribute_item");

    /** Of lines that go by quickly. */
    private static final int FEWEST_SHORT = 20;
    /** Of cases that each do one thing, however many lines it takes. */
    private static final int FEWEST_FLAT = 10;
    /** The brackets, and a default with its mark. */
    private static final int AROUND = 4;
    /** Besides the pattern: more than a call with many arguments takes. */
    private static final int MOST_LINES = 12;

    private static final int MOST_STEPS = 4;

    /** How many lines of code the table has; 0 where the cases are none. */
    int lines() {
        int whole = code.codeOf(cases);
        int count = (int) all().count();
        if (count >= FEWEST_SHORT && whole <= 2 * count + AROUND) {
            return whole;
        }
        long flat = count < FEWEST_FLAT ? 0 : all().filter(this::isFlat).count();
        return flat < FEWEST_FLAT
                ? 0
                : whole - all().filter(each -> !isFlat(each)).map(code::codeOf).sum();
    }

    private IntStream all() {
        return tree.children(cases)
                .filter(child -> CASES.contains(tree.kind(child)))
                .flatMap(this::within);
    }

    /** The case itself, or those of the match that is all of it. */
    private IntStream within(int each) {
        int value = tree.childByField(each, "value");
        int body = value >= 0 && tree.kind(value).equals("match_expression") ? tree.childByField(value, "body") : -1;
        return body < 0 ? IntStream.of(each) : new CaseTable(tree, code, body).all();
    }

    private boolean isFlat(int each) {
        int pattern = tree.childByField(each, "pattern");
        int behind = pattern < 0 ? tree.startLine(each) : tree.endLine(pattern);
        return code.code(behind, tree.endLine(each)) <= MOST_LINES
                && tree.descendants(each, DECIDING).length == 0
                && (makesOneStep(each) || repeatsOneCall(each));
    }

    private boolean makesOneStep(int each) {
        return statements(each) <= 1
                && IntStream.of(tree.descendants(each, BLOCKS)).allMatch(block -> steps(block) <= 1);
    }

    /** {@code side.hash(state); count.hash(state);} and {@code visit(left); visit(right);}. */
    private boolean repeatsOneCall(int each) {
        int[] blocks = tree.descendants(each, BLOCKS);
        return blocks.length == 1
                && steps(blocks[0]) <= MOST_STEPS
                && stepsOf(blocks[0]).mapToObj(this::called).distinct().count() == 1;
    }

    /** The last part of the name of what a statement calls; of anything else a text that no other statement has. */
    private String called(int statement) {
        int call = statement;
        while (AROUND_CALLS.contains(tree.kind(call))) {
            call++;
        }
        int function = tree.kind(call).equals("call_expression") ? tree.childByField(call, "function") : -1;
        String whole = function < 0 ? "#" + statement : tree.text(function);
        return whole.substring(Math.max(whole.lastIndexOf('.'), whole.lastIndexOf(':')) + 1);
    }

    private int statements(int each) {
        return (int) tree.descendants(each)
                .filter(tree::named)
                .map(tree::symbol)
                .mapToObj(tree.symbols()::kind)
                .filter(kind -> !kind.equals(END))
                .filter(kind -> kind.endsWith("_statement") || kind.endsWith("_declaration"))
                .count();
    }

    private int steps(int block) {
        return (int) stepsOf(block).count();
    }

    private IntStream stepsOf(int block) {
        return tree.children(block)
                .filter(tree::named)
                .filter(child -> !tree.symbols().comment(tree.symbol(child)))
                .filter(child -> !NO_STEPS.contains(tree.kind(child)));
    }
}
