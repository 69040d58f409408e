package dev.upkeep.engine.syntax;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A place in a {@link SyntaxTree}: cheap to make, compared by tree and index. Valid as long as its tree, which is plain
 * Java memory.
 */
public record Node(SyntaxTree tree, int index) {

    /** The grammar's name of this node, such as {@code call_expression}; for an anonymous node its text. */
    public String kind() {
        return tree.kind(index);
    }

    public boolean is(String kind) {
        return tree.kind(index).equals(kind);
    }

    /** Whether the node is named in the grammar, as opposed to punctuation and keywords. */
    public boolean named() {
        return tree.named(index);
    }

    /** The source text of this node. */
    public String text() {
        return tree.text(index);
    }

    /** The source text of this node without any white space, such as {@code a.b()} however its lines are broken. */
    public String denseText() {
        return tree.denseText(index);
    }

    /** Whether the source text of this node is exactly this; cheaper than {@link #text()}. */
    public boolean hasText(String text) {
        return tree.hasText(index, text);
    }

    /** 1-based line of the first character. */
    public int startLine() {
        return tree.startLine(index);
    }

    /** 1-based line of the last character. */
    public int endLine() {
        return tree.endLine(index);
    }

    public Optional<Node> parent() {
        return node(tree.parent(index));
    }

    /** What this node is an operand of, whatever parentheses stand between them. */
    public Optional<Node> aroundParentheses() {
        int at = tree.parent(index);
        while (at >= 0 && tree.kind(at).equals("parenthesized_expression")) {
            at = tree.parent(at);
        }
        return node(at);
    }

    /** The nearest ancestor of one of these kinds. */
    public Optional<Node> ancestor(String... kinds) {
        return ancestor(Set.of(kinds));
    }

    /** The nearest ancestor of one of these kinds. */
    public Optional<Node> ancestor(Set<String> kinds) {
        int at = tree.parent(index);
        while (at >= 0 && !kinds.contains(tree.kind(at))) {
            at = tree.parent(at);
        }
        return node(at);
    }

    /** The first child that the grammar puts in this field. */
    public Optional<Node> child(String field) {
        return node(tree.childByField(index, field));
    }

    /** All children, anonymous ones too, in source order. */
    public List<Node> children() {
        List<Node> children = new ArrayList<>();
        int end = tree.subtreeEnd(index);
        for (int at = index + 1; at < end; at = tree.subtreeEnd(at)) {
            children.add(new Node(tree, at));
        }
        return Collections.unmodifiableList(children);
    }

    /** The named children without comments, in source order. */
    public List<Node> namedChildren() {
        List<Node> children = new ArrayList<>();
        int end = tree.subtreeEnd(index);
        for (int at = index + 1; at < end; at = tree.subtreeEnd(at)) {
            if (tree.named(at) && !tree.symbols().comment(tree.symbol(at))) {
                children.add(new Node(tree, at));
            }
        }
        return Collections.unmodifiableList(children);
    }

    /** The first child of this kind. */
    public Optional<Node> childOfKind(String kind) {
        int end = tree.subtreeEnd(index);
        for (int at = index + 1; at < end; at = tree.subtreeEnd(at)) {
            if (tree.kind(at).equals(kind)) {
                return Optional.of(new Node(tree, at));
            }
        }
        return Optional.empty();
    }

    /** All nodes below this one (not itself), in source order. */
    public List<Node> descendants() {
        return tree.descendants(index).mapToObj(at -> new Node(tree, at)).toList();
    }

    /** All nodes of this kind below this one, in source order. */
    public List<Node> descendants(String kind) {
        return descendants(List.of(kind));
    }

    /** All nodes of these kinds below this one, in source order; costs as much as it finds. */
    public List<Node> descendants(Collection<String> kinds) {
        int[] places = tree.descendants(index, kinds);
        List<Node> found = new ArrayList<>(places.length);
        for (int at : places) {
            found.add(new Node(tree, at));
        }
        return Collections.unmodifiableList(found);
    }

    /** The nodes below this one in source order, without what lies below a node of these kinds. */
    public Stream<Node> descendantsOutside(Set<String> kinds) {
        int end = tree.subtreeEnd(index);
        return IntStream.iterate(
                        index + 1, at -> at < end, at -> kinds.contains(tree.kind(at)) ? tree.subtreeEnd(at) : at + 1)
                .mapToObj(at -> new Node(tree, at));
    }

    public Optional<Node> nextSibling() {
        return node(tree.nextSibling(index));
    }

    public Optional<Node> previousSibling() {
        return node(tree.previousSibling(index));
    }

    /** Whether it lies in a place that the grammar could not read: what is said of it is a guess. */
    public boolean inError() {
        return tree.inError(index);
    }

    private Optional<Node> node(int at) {
        return at < 0 ? Optional.empty() : Optional.of(new Node(tree, at));
    }
}
