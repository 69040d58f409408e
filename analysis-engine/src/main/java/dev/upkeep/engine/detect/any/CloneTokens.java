package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Symbols;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Hashes windows of tokens for the search of duplicates: one window for each line that begins with a token, so white
 * space and comments do not matter and a file costs as many hashes as it has code lines. Polynomial rolling hash (Karp
 * and Rabin 1987) modulo 2^64 over hashes of the token texts.
 */
final class CloneTokens implements FactsExtractor {

    /** Where a copy is worth merging: tests, examples and pages are easier to read when each stands for itself. */
    static final Set<Context> SEARCHED = EnumSet.of(Context.PRODUCTION, Context.SCRIPT);

    /** Shorter repetitions are idiom, not duplication. */
    static final int WINDOW_TOKENS = 70;

    /** What every file repeats. */
    private static final Set<String> ASIDE = Set.of(
            "use_declaration",
            "extern_crate_declaration",
            "attribute_item",
            "inner_attribute_item",
            "import_statement",
            "import_from_statement",
            "import_declaration",
            "package_declaration",
            "jsx_closing_element");

    private static final long BASE = 0x9E3779B97F4A7C15L;
    private static final Set<Language> LANGUAGES = Language.OF_PROGRAMS;

    @Override
    public Set<Language> languages() {
        return LANGUAGES;
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        if (SEARCHED.contains(file.context())) {
            file.tree().ifPresent(tree -> new Tokens(tree, file.content()).blocks(facts));
        }
    }

    /** The tokens of one file with the sums of their hashes. */
    private static final class Tokens {

        private final SyntaxTree tree;
        private final byte[] source;
        private final int[] nodes;
        private final boolean[] texts;
        /** Offsets of the tokens; the text of an element has those of its words, not of the tags around them. */
        private final int[] starts;

        private final int[] ends;
        /** The lines of their first and last bytes. */
        private final int[] firstLines;

        private final int[] lastLines;
        private final long[] sums;
        private final int[] codeLines;
        private final long power;

        Tokens(SyntaxTree tree, byte[] source) {
            this.tree = tree;
            this.source = source;
            this.texts = tree.symbols().table(Set.of("jsx_text"));
            this.nodes = IntStream.of(leaves(tree))
                    .filter(node -> !isText(node) || !tree.text(node).isBlank())
                    .toArray();
            this.starts = IntStream.of(nodes).map(this::startOfWords).toArray();
            this.ends = IntStream.of(nodes).map(this::endOfWords).toArray();
            this.firstLines = new int[nodes.length];
            this.lastLines = new int[nodes.length];
            findLines();
            this.sums = new long[nodes.length + 1];
            this.codeLines = codeLines();
            for (int at = 0; at < nodes.length; at++) {
                sums[at + 1] = sums[at] * BASE + hash(at);
            }
            long grown = 1;
            for (int token = 0; token < WINDOW_TOKENS; token++) {
                grown *= BASE;
            }
            this.power = grown;
        }

        private void findLines() {
            int line = 1;
            for (int at = 0; at < nodes.length; at++) {
                firstLines[at] = tree.lineFrom(line, starts[at]);
                line = tree.lineFrom(firstLines[at], Math.max(starts[at], ends[at] - 1));
                lastLines[at] = line;
            }
        }

        void blocks(FactsBuilder facts) {
            int lineEnd = 0;
            for (int from = 0; from + WINDOW_TOKENS <= nodes.length; from++) {
                if (starts[from] >= lineEnd) {
                    int line = firstLines[from];
                    lineEnd = tree.lineEnd(line);
                    int to = from + WINDOW_TOKENS;
                    int whole = behindWholeLines(from, to);
                    facts.blocks()
                            .add(
                                    sums[to] - sums[from] * power,
                                    line,
                                    whole == from ? line : lastLines[whole - 1],
                                    codeLines[from],
                                    codeLines[whole]);
                }
            }
        }

        /** Behind the last token of the window whose line ends in it: a line that goes on may go on in another way. */
        private int behindWholeLines(int from, int to) {
            int last = lastLines[to - 1];
            boolean goesOn = to < nodes.length && firstLines[to] == last;
            int behind = to;
            while (goesOn && behind > from && lastLines[behind - 1] == last) {
                behind--;
            }
            return behind;
        }

        private int startOfWords(int node) {
            int start = tree.start(node);
            while (isText(node) && start < tree.end(node) - 1 && isBlank(source[start])) {
                start++;
            }
            return start;
        }

        private int endOfWords(int node) {
            int end = tree.end(node);
            while (isText(node) && end > tree.start(node) + 1 && isBlank(source[end - 1])) {
                end--;
            }
            return end;
        }

        private boolean isText(int node) {
            return texts[tree.symbol(node)];
        }

        private static boolean isBlank(byte sign) {
            return sign <= ' ' && sign >= 0;
        }

        private static int[] leaves(SyntaxTree tree) {
            boolean[] comments = comments(tree.symbols());
            int[] leaves = new int[tree.size()];
            int count = 0;
            for (int node = 0; node < tree.size(); node++) {
                boolean leaf = tree.subtreeEnd(node) == node + 1 && tree.end(node) > tree.start(node);
                if (leaf && !inComment(tree, node, comments) && !holdsComment(tree, node, comments)) {
                    leaves[count++] = node;
                }
            }
            return Arrays.copyOf(leaves, count);
        }

        /** How many lines of code the tokens before each one stand on. */
        private int[] codeLines() {
            int[] counts = new int[nodes.length + 1];
            int[] asides = tree.descendants(0, ASIDE);
            int nextAside = 0;
            int behindAside = 0;
            int lastLine = 0;
            for (int at = 0; at < nodes.length; at++) {
                int token = nodes[at];
                while (nextAside < asides.length && asides[nextAside] < token) {
                    behindAside = Math.max(behindAside, endOfAside(tree, asides[nextAside], token));
                    nextAside++;
                }
                behindAside = Math.max(behindAside, endOfAttributeInMacro(token));
                counts[at + 1] = counts[at];
                if (lastLine == 0 || ends[at] > tree.lineEnd(lastLine)) {
                    int end = lastLines[at];
                    int fresh = writtenLines(Math.max(lastLine + 1, firstLines[at]), end);
                    counts[at + 1] += token >= behindAside ? fresh : 0;
                    lastLine = Math.max(lastLine, end);
                }
            }
            return counts;
        }

        /** Without the blank ones, which a long text may hold. */
        private int writtenLines(int first, int last) {
            return (int) IntStream.rangeClosed(first, last)
                    .filter(line -> !tree.blank(line))
                    .count();
        }

        /** Behind the import or the attribute where it begins with this token; 0 where something stands before it. */
        private static int endOfAside(SyntaxTree tree, int aside, int token) {
            return tree.start(aside) == tree.start(token) ? tree.subtreeEnd(aside) : 0;
        }

        /** Behind an attribute that a macro writes, which is not parsed: a sign and what stands in brackets; else 0. */
        private int endOfAttributeInMacro(int token) {
            int parent = tree.parent(token);
            int next = tree.nextSibling(token);
            boolean attribute = tree.hasText(token, "#")
                    && next >= 0
                    && source[tree.start(next)] == '['
                    && tree.kind(parent).equals("token_tree");
            return attribute ? tree.subtreeEnd(next) : 0;
        }

        private static boolean inComment(SyntaxTree tree, int node, boolean[] comments) {
            int parent = tree.parent(node);
            // The marks of a comment of documentation stand one level deeper, in a node of their own.
            return comments[tree.symbol(node)] || (parent >= 0 && comments[tree.symbol(parent)]);
        }

        /** Whether this is a brace of markup around nothing but a comment. */
        private static boolean holdsComment(SyntaxTree tree, int node, boolean[] comments) {
            int parent = tree.parent(node);
            return parent >= 0
                    && tree.kind(parent).equals("jsx_expression")
                    && tree.children(parent).filter(tree::named).allMatch(child -> comments[tree.symbol(child)]);
        }

        private static boolean[] comments(Symbols symbols) {
            boolean[] comments = new boolean[symbols.size()];
            for (int symbol = 0; symbol < comments.length; symbol++) {
                comments[symbol] = symbols.kind(symbol).contains("comment");
            }
            return comments;
        }

        /** Of a text in markup the words alone: how its lines are indented and broken does not matter. */
        private long hash(int token) {
            boolean text = isText(nodes[token]);
            long hash = 0xCBF29CE484222325L;
            for (int at = starts[token]; at < ends[token]; at++) {
                if (!text || !isBlank(source[at])) {
                    hash = (hash ^ source[at]) * 0x100000001B3L;
                }
            }
            return hash;
        }
    }
}
