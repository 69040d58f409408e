package dev.upkeep.engine.syntax;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a query looks for, among the children of one node. */
sealed interface QueryPattern {

    /**
     * One node.
     *
     * @param symbols that it may have; null for any
     * @param named whether it must be named
     * @param field that it must fill in its parent; 0 for any
     * @param absent fields that none of its children may fill
     * @param children what must stand below it
     * @param captures numbers of the names that it is known by
     */
    record OfNode(
            @Nullable BitSet symbols,
            boolean named,
            int field,
            List<Integer> absent,
            Sequence children,
            List<Integer> captures)
            implements QueryPattern {}

    /** One after another. */
    record Group(Sequence sequence) implements QueryPattern {}

    /** One of these. */
    record Choice(List<QueryPattern> options) implements QueryPattern {}

    /** So often, side by side: {@code ?} is 0 or 1, {@code *} is 0 or more, {@code +} is 1 or more. */
    record Repeat(QueryPattern item, int least, boolean many) implements QueryPattern {}

    /**
     * Patterns that follow one another; others may stand between, where no dot forbids it.
     *
     * @param last whether no named node may follow the last one
     */
    record Sequence(List<Item> items, boolean last) {}

    /** A pattern in a sequence; adjacent where no named node may stand before it. */
    record Item(QueryPattern pattern, boolean adjacent) {}

    /** This pattern with one more name for what it begins with. */
    default QueryPattern captured(int capture) {
        return switch (this) {
            case OfNode node -> {
                List<Integer> all = new ArrayList<>(node.captures());
                all.add(capture);
                yield new OfNode(node.symbols(), node.named(), node.field(), node.absent(), node.children(), all);
            }
            case Choice choice ->
                new Choice(choice.options().stream()
                        .map(option -> option.captured(capture))
                        .toList());
            case Repeat repeat -> new Repeat(repeat.item().captured(capture), repeat.least(), repeat.many());
            case Group group -> new Group(firstCaptured(group.sequence(), capture));
        };
    }

    private static Sequence firstCaptured(Sequence sequence, int capture) {
        List<Item> items = new ArrayList<>(sequence.items());
        if (!items.isEmpty()) {
            Item first = items.getFirst();
            items.set(0, new Item(first.pattern().captured(capture), first.adjacent()));
        }
        return new Sequence(List.copyOf(items), sequence.last());
    }
}
