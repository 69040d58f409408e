package dev.upkeep.engine.syntax;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * Something for each kind of node of one grammar, such as who wants to see them: looked up by name once for each symbol,
 * and by number ever after. May be used by several threads.
 */
public final class KindTable<T> {

    /** Above any grammar's symbol count: symbols are 16 bits wide. */
    private static final int SYMBOLS = 1 << 16;

    private final Function<String, T> ofKind;
    private final AtomicReferenceArray<T> bySymbol = new AtomicReferenceArray<>(SYMBOLS);

    /** @param ofKind what belongs to a kind; never null, and always the same */
    public KindTable(Function<String, T> ofKind) {
        this.ofKind = ofKind;
    }

    /** What belongs to this node; the trees that are asked about must all be of one language. */
    public T of(SyntaxTree tree, int index) {
        int symbol = tree.symbol(index);
        T known = bySymbol.get(symbol);
        if (known == null) {
            known = ofKind.apply(tree.kind(index));
            bySymbol.set(symbol, known);
        }
        return known;
    }
}
