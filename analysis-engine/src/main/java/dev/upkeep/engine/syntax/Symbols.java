package dev.upkeep.engine.syntax;

import dev.upkeep.engine.source.Language;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The kinds and fields of one grammar. A symbol is a small number from 0 to {@link #size()}, exclusive, so a table
 * indexed by symbol tells at once who wants to see a node. Several symbols may share a name: a grammar names the
 * keyword {@code unsafe} and may name a node so too.
 */
public final class Symbols {

    /** The name of a node that holds what the grammar could not read. */
    public static final String ERROR = "ERROR";

    private static final int[] NONE = {};

    private final Language language;
    private final String[] kinds;
    private final boolean[] named;
    private final List<String> fields;
    private final Map<String, Integer> fieldIds = new HashMap<>();
    private final Map<String, int[]> byKind = new HashMap<>();
    private final boolean[] comments;

    /**
     * @param kinds the name of each symbol; the error symbol is added behind them
     * @param fields the name of each field from 1 on; 0 means no field
     */
    Symbols(Language language, List<String> kinds, boolean[] named, List<String> fields) {
        this.language = language;
        this.kinds = IntStream.rangeClosed(0, kinds.size())
                .mapToObj(symbol ->
                        symbol == kinds.size() ? ERROR : kinds.get(symbol).intern())
                .toArray(String[]::new);
        this.named = new boolean[this.kinds.length];
        System.arraycopy(named, 0, this.named, 0, named.length);
        this.named[kinds.size()] = true;
        this.comments = new boolean[this.kinds.length];
        for (int symbol = 0; symbol < this.kinds.length; symbol++) {
            comments[symbol] = this.kinds[symbol].endsWith("comment");
            byKind.merge(this.kinds[symbol], new int[] {symbol}, Symbols::joined);
        }
        this.fields = List.copyOf(fields);
        for (int field = 0; field < fields.size(); field++) {
            fieldIds.put(fields.get(field), field + 1);
        }
    }

    public Language language() {
        return language;
    }

    /** How many symbols there are, the error symbol among them. */
    public int size() {
        return kinds.length;
    }

    public String kind(int symbol) {
        return kinds[symbol];
    }

    public boolean named(int symbol) {
        return named[symbol];
    }

    /** Every symbol of this name, ascending; none if the grammar has no such kind. Not to be changed. */
    public int[] of(String kind) {
        return byKind.getOrDefault(kind, NONE);
    }

    /** Which symbols bear one of these names, by their number: for those who ask of each node. */
    public boolean[] table(Collection<String> kinds) {
        boolean[] table = new boolean[size()];
        for (String kind : kinds) {
            for (int symbol : of(kind)) {
                table[symbol] = true;
            }
        }
        return table;
    }

    /** Whether nodes of this symbol are comments, by their name. */
    public boolean comment(int symbol) {
        return comments[symbol];
    }

    private static int[] joined(int[] some, int[] more) {
        int[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    /** The symbol of nodes that hold what the grammar could not read. */
    public int error() {
        return kinds.length - 1;
    }

    /** The names of all fields. */
    public List<String> fields() {
        return fields;
    }

    /** The number of a field, or 0 if the grammar has none of this name. */
    public int field(String name) {
        return Objects.requireNonNull(fieldIds.getOrDefault(name, 0));
    }
}
