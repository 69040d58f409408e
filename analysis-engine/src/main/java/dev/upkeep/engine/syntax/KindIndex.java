package dev.upkeep.engine.syntax;

import java.util.Arrays;
import java.util.Collection;

/** Where the nodes of each symbol stand in a tree, so that nobody walks all of it to find the few of a kind. Immutable. */
final class KindIndex {

    private final Symbols symbols;
    /** Where the places of each symbol begin in {@link #places}; those of the last one end behind the last entry. */
    private final int[] starts;

    private final int[] places;

    KindIndex(SyntaxTree tree) {
        this.symbols = tree.symbols();
        this.starts = new int[symbols.size() + 1];
        this.places = new int[tree.size()];
        for (int index = 0; index < tree.size(); index++) {
            starts[tree.symbol(index) + 1]++;
        }
        for (int symbol = 0; symbol < symbols.size(); symbol++) {
            starts[symbol + 1] += starts[symbol];
        }
        int[] next = Arrays.copyOf(starts, starts.length);
        for (int index = 0; index < tree.size(); index++) {
            places[next[tree.symbol(index)]++] = index;
        }
    }

    /** The indexes from {@code from} to {@code to}, exclusive, of nodes of these kinds, ascending. */
    int[] between(int from, int to, Collection<String> kinds) {
        int[] found = new int[0];
        for (String kind : kinds) {
            for (int symbol : symbols.of(kind)) {
                found = joined(found, first(symbol, from), first(symbol, to));
            }
        }
        return found;
    }

    private int first(int symbol, int index) {
        int at = Arrays.binarySearch(places, starts[symbol], starts[symbol + 1], index);
        return at >= 0 ? at : -at - 1;
    }

    private int[] joined(int[] found, int from, int to) {
        if (from == to) {
            return found;
        }
        int[] all = Arrays.copyOf(found, found.length + to - from);
        System.arraycopy(places, from, all, found.length, to - from);
        if (found.length > 0) {
            Arrays.sort(all);
        }
        return all;
    }
}
