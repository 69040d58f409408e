package dev.upkeep.engine.syntax;

import java.util.BitSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which lines of a parsed file are code. Comments and blank lines are none, nor are the inner lines of a text of several
 * lines: a query, a page or expected output within quotes is read as what it is, not as statements. Code within a text,
 * as in <code>${…}</code>, is code where it takes several lines; on one line it is a gap in the text.
 */
public final class CodeLines {

    private static final Set<String> TEXTS = Set.of(
            "string",
            "string_literal",
            "raw_string_literal",
            "template_string",
            "interpreted_string_literal",
            "text_block");
    private static final Set<String> CODE_IN_TEXT =
            Set.of("template_substitution", "interpolation", "string_interpolation");

    private static final int DEPTH_OF_COMMENTS = 3;

    private final SyntaxTree tree;
    private final boolean[] texts;
    private final boolean[] codeInText;
    private final BitSet code = new BitSet();
    private final BitSet text = new BitSet();

    private CodeLines(SyntaxTree tree) {
        this.tree = tree;
        this.texts = tree.symbols().table(TEXTS);
        this.codeInText = tree.symbols().table(CODE_IN_TEXT);
    }

    /** Reads all lines of the file. */
    public static CodeLines of(SyntaxTree tree) {
        CodeLines lines = new CodeLines(tree);
        int marked = 0;
        int textEnd = 0;
        int line = 1;
        for (int index = 0; index < tree.size(); index++) {
            if (index >= textEnd && lines.isLongText(index)) {
                textEnd = tree.subtreeEnd(index);
                lines.mark(index);
                continue;
            }
            // Most tokens end on a line that has code already, which is seen without asking for their line.
            boolean token = tree.subtreeEnd(index) == index + 1 && tree.end(index) > tree.start(index);
            if (token && tree.end(index) > marked && !lines.inComment(index) && !lines.inText(index, textEnd)) {
                int first = tree.lineFrom(line, tree.start(index));
                line = tree.lineFrom(first, tree.end(index) - 1);
                IntStream.rangeClosed(first, line)
                        .filter(each -> !tree.blank(each))
                        .forEach(lines.code::set);
                marked = tree.lineEnd(line);
            }
        }
        lines.text.andNot(lines.code);
        return lines;
    }

    /** How many lines from the first to the last are code; none where the last stands before the first. */
    public int code(int first, int last) {
        return last < first ? 0 : code.get(first, last + 1).cardinality();
    }

    /** How many lines from the first to the last are text within quotes and nothing else; blank ones do not count. */
    public int text(int first, int last) {
        return text.get(first, last + 1).cardinality();
    }

    /**
     * How many lines of code the largest literal below this node has, or the largest table of cases, as {@link CaseTable}
     * tells them.
     *
     * @param literals kinds of lists, tables and objects
     * @param functions what holds statements; a literal with one of them is no data
     */
    public int data(int index, Set<String> literals, Set<String> functions) {
        IntStream data = IntStream.of(tree.descendants(index, literals))
                .filter(literal -> tree.descendants(literal, functions).length == 0);
        IntStream tables = IntStream.of(tree.descendants(index, CaseTable.SWITCHES))
                .map(cases -> new CaseTable(tree, this, cases).lines());
        return IntStream.concat(data.map(this::codeOf), tables).max().orElse(0);
    }

    int codeOf(int index) {
        return code(tree.startLine(index), tree.endLine(index));
    }

    private boolean isLongText(int index) {
        return isText(index) && (tree.startLine(index) < tree.endLine(index) || isRemark(index));
    }

    /** A text begins and ends on lines of code, except where it only explains, as in Python. */
    private void mark(int index) {
        if (isRemark(index)) {
            return;
        }
        int first = tree.startLine(index);
        int last = tree.endLine(index);
        code.set(first);
        code.set(last);
        IntStream.range(first + 1, last).filter(line -> !tree.blank(line)).forEach(text::set);
    }

    /** A string that is a statement by itself. */
    private boolean isRemark(int index) {
        int parent = tree.parent(index);
        return parent >= 0
                && tree.kind(parent).equals("expression_statement")
                && tree.start(parent) == tree.start(index)
                && tree.end(parent) == tree.end(index);
    }

    /** Whether the nearest of both around it is a text, not code within one. */
    private boolean inText(int index, int textEnd) {
        if (index >= textEnd) {
            return false;
        }
        int at = tree.parent(index);
        while (at >= 0 && !isText(at) && !isCodeInText(at)) {
            at = tree.parent(at);
        }
        return at >= 0 && isText(at);
    }

    private boolean isCodeInText(int index) {
        return codeInText[tree.symbol(index)] && tree.startLine(index) < tree.endLine(index);
    }

    private boolean isText(int index) {
        return texts[tree.symbol(index)];
    }

    /** A comment of documentation has parts, and those have marks. */
    private boolean inComment(int index) {
        int at = index;
        for (int depth = 0; at >= 0 && depth < DEPTH_OF_COMMENTS; depth++) {
            if (tree.symbols().comment(tree.symbol(at))) {
                return true;
            }
            at = tree.parent(at);
        }
        return false;
    }
}
