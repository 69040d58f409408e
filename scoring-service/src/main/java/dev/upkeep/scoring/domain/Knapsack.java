package dev.upkeep.scoring.domain;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Exact 0/1 knapsack by dynamic programming over the capacity; ties go to less weight, then to earlier items. */
final class Knapsack {

    /** What it takes and what it brings, neither below 0. */
    record Item(int weight, long value) {}

    private Knapsack() {}

    /**
     * The items that together are worth most without weighing more than the capacity.
     *
     * @return the indices of the chosen items
     */
    static BitSet choose(List<Item> items, int capacity) {
        BitSet chosen = new BitSet(items.size());
        if (capacity < 0) {
            return chosen;
        }
        if (items.stream().mapToLong(Item::weight).sum() <= capacity) {
            chosen.set(0, items.size());
            return chosen;
        }
        long[] best = new long[capacity + 1];
        BitSet[] taken = fill(items, best);
        int left = lightest(best);
        for (int i = items.size() - 1; i >= 0; i--) {
            if (taken[i].get(left)) {
                chosen.set(i);
                left -= items.get(i).weight();
            }
        }
        return chosen;
    }

    private static BitSet[] fill(List<Item> items, long[] best) {
        BitSet[] taken = new BitSet[items.size()];
        for (int i = 0; i < taken.length; i++) {
            Item item = items.get(i);
            taken[i] = new BitSet(best.length);
            for (int room = best.length - 1; room >= item.weight(); room--) {
                long with = best[room - item.weight()] + item.value();
                if (with > best[room]) {
                    best[room] = with;
                    taken[i].set(room);
                }
            }
        }
        return taken;
    }

    /** The smallest capacity that already reaches the best value. */
    private static int lightest(long[] best) {
        int found = Arrays.binarySearch(best, best[best.length - 1]);
        while (found > 0 && best[found - 1] == best[found]) {
            found--;
        }
        return found;
    }
}
