package dev.upkeep.engine.syntax;

import dev.upkeep.engine.source.Language;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A parsed file as plain Java memory: its nodes in source order, four integers each, over the file's bytes. Index 0 is
 * the root; the nodes below node {@code i} are those from {@code i + 1} to {@link #subtreeEnd}, exclusive. Immutable and
 * safe to share; about five bytes for each byte of source.
 */
public final class SyntaxTree {

    /** Integers for each node: symbol, field and flags; first byte; byte behind the last; index behind the subtree. */
    static final int WIDTH = 4;

    static final int SYMBOL_BITS = 16;
    static final int SYMBOL_MASK = (1 << SYMBOL_BITS) - 1;
    static final int FIELD_MASK = (1 << 15) - 1;
    /** Set on a node that the parser made up because it had to be there. */
    static final int MISSING = 1 << 31;

    private static final int EXCERPT = 60;

    private final Symbols symbols;
    private final byte[] source;
    private final int[] nodes;
    private final int[] parents;
    private final int[] lineStarts;
    private final boolean hasError;
    /** Made when first asked for; two threads may each make one, and they are the same. */
    private @Nullable KindIndex byKind;

    /** Takes the arrays as its own: the caller must not touch them again. */
    SyntaxTree(Symbols symbols, byte[] source, int[] nodes, int[] parents) {
        this.symbols = symbols;
        this.source = source;
        this.nodes = nodes;
        this.parents = parents;
        this.lineStarts = lineStarts(source);
        this.hasError = firstBroken() >= 0;
    }

    public Language language() {
        return symbols.language();
    }

    public Symbols symbols() {
        return symbols;
    }

    /** How many nodes there are; at least one. */
    public int size() {
        return parents.length;
    }

    public Node root() {
        return node(0);
    }

    public Node node(int index) {
        return new Node(this, index);
    }

    /** The node's number in {@link #symbols()}. */
    public int symbol(int index) {
        return nodes[index * WIDTH] & SYMBOL_MASK;
    }

    /** The number of the field that this node fills in its parent, or 0. */
    public int field(int index) {
        return nodes[index * WIDTH] >>> SYMBOL_BITS & FIELD_MASK;
    }

    public String kind(int index) {
        return symbols.kind(symbol(index));
    }

    public boolean named(int index) {
        return symbols.named(symbol(index));
    }

    /** Whether the parser made this node up because it had to be there; it has no text. */
    public boolean missing(int index) {
        return (nodes[index * WIDTH] & MISSING) != 0;
    }

    /** Offset of the first byte. */
    public int start(int index) {
        return nodes[index * WIDTH + 1];
    }

    /** Offset behind the last byte. */
    public int end(int index) {
        return nodes[index * WIDTH + 2];
    }

    /** Index behind the last node below this one. */
    public int subtreeEnd(int index) {
        return nodes[index * WIDTH + 3];
    }

    /** The node's text; bytes that are not UTF-8 become replacement characters. */
    public String text(int index) {
        return new String(source, start(index), end(index) - start(index), StandardCharsets.UTF_8);
    }

    /** The node's text without any white space. */
    public String denseText(int index) {
        byte[] dense = new byte[end(index) - start(index)];
        int length = 0;
        for (int at = start(index); at < end(index); at++) {
            if (!isWhiteSpace(source[at])) {
                dense[length++] = source[at];
            }
        }
        return new String(dense, 0, length, StandardCharsets.UTF_8);
    }

    private static boolean isWhiteSpace(byte sign) {
        return sign == ' ' || (sign >= '\t' && sign <= '\r');
    }

    public boolean hasText(int index, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(source, start(index), end(index), wanted, 0, wanted.length);
    }

    /** 1-based line of the first byte. */
    public int startLine(int index) {
        return line(start(index));
    }

    /** 1-based line of the last byte; of an empty node the line where it stands. */
    public int endLine(int index) {
        return line(Math.max(start(index), end(index) - 1));
    }

    /** 1-based line of a byte. */
    public int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The same for a byte that is known to stand in this line or behind it, for those who go through a file in order. */
    public int lineFrom(int line, int offset) {
        int at = line;
        while (at < lineStarts.length && lineStarts[at] <= offset) {
            at++;
        }
        return at;
    }

    /** Offset behind the last byte of a 1-based line, its end included. */
    public int lineEnd(int line) {
        return line < lineStarts.length ? lineStarts[line] : source.length;
    }

    /** Whether a 1-based line holds nothing but white space. */
    public boolean blank(int line) {
        return IntStream.range(lineStarts[line - 1], lineEnd(line))
                .allMatch(at -> source[at] <= ' ' && source[at] >= 0);
    }

    /** How many lines the file has; a line break at its end does not open another one. */
    public int lines() {
        int last = lineStarts.length - 1;
        return lineStarts[last] == source.length ? last : last + 1;
    }

    /** The parent's index; -1 for the root. */
    public int parent(int index) {
        return parents[index];
    }

    /** The first child in this field; -1 if there is none. */
    public int childByField(int index, String field) {
        int wanted = symbols.field(field);
        int end = subtreeEnd(index);
        for (int child = index + 1; wanted != 0 && child < end; child = subtreeEnd(child)) {
            if (field(child) == wanted) {
                return child;
            }
        }
        return -1;
    }

    /** The children's indexes in source order. */
    public IntStream children(int index) {
        int end = subtreeEnd(index);
        return IntStream.iterate(index + 1, child -> child < end, this::subtreeEnd);
    }

    /** The indexes of all nodes of these kinds below this one, in source order. */
    public int[] descendants(int index, Collection<String> kinds) {
        KindIndex known = byKind;
        if (known == null) {
            known = new KindIndex(this);
            byKind = known;
        }
        return known.between(index + 1, subtreeEnd(index), kinds);
    }

    /** The indexes of all nodes below this one, in source order. */
    public IntStream descendants(int index) {
        return IntStream.range(index + 1, subtreeEnd(index));
    }

    /** The next child of the same parent; -1 if there is none. */
    public int nextSibling(int index) {
        int parent = parent(index);
        int next = subtreeEnd(index);
        return parent >= 0 && next < subtreeEnd(parent) ? next : -1;
    }

    /** The previous child of the same parent; -1 if there is none. */
    public int previousSibling(int index) {
        int parent = parent(index);
        if (parent < 0 || index == parent + 1) {
            return -1;
        }
        int previous = index - 1;
        while (parent(previous) != parent) {
            previous = parent(previous);
        }
        return previous;
    }

    /** Whether the grammar could not read all of the file. */
    public boolean hasError() {
        return hasError;
    }

    /** Whether the node is missing, or is or lies in something that the grammar could not read. */
    public boolean inError(int index) {
        if (!hasError || missing(index)) {
            return hasError;
        }
        int at = index;
        while (at >= 0 && symbol(at) != symbols.error()) {
            at = parent(at);
        }
        return at >= 0;
    }

    /** The places that the grammar could not read, in source order, outermost only, at most so many. */
    public List<ErrorPlace> errors(int limit) {
        if (!hasError) {
            return List.of();
        }
        return IntStream.iterate(0, index -> index < size(), index -> broken(index) ? subtreeEnd(index) : index + 1)
                .filter(this::broken)
                .limit(limit)
                .mapToObj(index ->
                        new ErrorPlace(startLine(index), missing(index), missing(index) ? kind(index) : excerpt(index)))
                .toList();
    }

    /** The nodes that the grammar could not read, or missed, with none of these inside, in source order. */
    public IntStream innermostErrors() {
        return hasError
                ? IntStream.range(0, size())
                        .filter(index -> broken(index) && descendants(index).noneMatch(this::broken))
                : IntStream.empty();
    }

    private int firstBroken() {
        for (int index = 0; index < parents.length; index++) {
            if (broken(index)) {
                return index;
            }
        }
        return -1;
    }

    private boolean broken(int index) {
        return missing(index) || symbol(index) == symbols.error();
    }

    private String excerpt(int index) {
        String start = text(index).lines().findFirst().orElse("").strip();
        return start.length() <= EXCERPT ? start : start.substring(0, EXCERPT) + "…";
    }

    private static int[] lineStarts(byte[] source) {
        int[] starts = new int[16];
        int lines = 1;
        for (int at = 0; at < source.length; at++) {
            if (source[at] == '\n') {
                starts = lines < starts.length ? starts : Arrays.copyOf(starts, lines * 2);
                starts[lines++] = at + 1;
            }
        }
        return Arrays.copyOf(starts, lines);
    }
}
