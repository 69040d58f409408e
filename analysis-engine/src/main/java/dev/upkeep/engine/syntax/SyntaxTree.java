package dev.upkeep.engine.syntax;

import java.util.stream.IntStream;

/** A parsed file, flattened: nodes are numbered in source order, parents before children. Immutable Java memory. */
public abstract class SyntaxTree {

    public abstract int size();

    public abstract String kind(int node);

    public abstract boolean named(int node);

    public abstract String text(int node);

    public abstract boolean hasText(int node, String text);

    public abstract int startLine(int node);

    public abstract int endLine(int node);

    public abstract int parent(int node);

    public abstract int childByField(int node, String field);

    public abstract IntStream children(int node);

    public abstract IntStream descendants(int node);

    public abstract int nextSibling(int node);

    public abstract int previousSibling(int node);

    public abstract boolean inError(int node);

    public abstract boolean hasError();

    public abstract Node root();
}
