package dev.upkeep.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.scoring.domain.Knapsack.Item;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KnapsackTest {

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noChoiceIsWorthMore(long seed) {
        Random random = new Random(seed);
        List<Item> items = Stream.generate(() -> new Item(random.nextInt(20), random.nextInt(50)))
                .limit(random.nextInt(13))
                .toList();
        int capacity = random.nextInt(80);

        BitSet chosen = Knapsack.choose(items, capacity);

        assertThat(weight(items, chosen)).isLessThanOrEqualTo(capacity);
        assertThat(value(items, chosen)).isEqualTo(bestByTryingAll(items, capacity));
    }

    @Test
    void withoutRoomNothingIsChosenAndWithRoomForAllEverything() {
        List<Item> items = List.of(new Item(3, 10), new Item(4, 20));

        assertThat(Knapsack.choose(items, 0).isEmpty()).isTrue();
        assertThat(Knapsack.choose(items, -5).isEmpty()).isTrue();
        assertThat(Knapsack.choose(items, 7).cardinality()).isEqualTo(2);
        assertThat(Knapsack.choose(List.of(), 7).isEmpty()).isTrue();
    }

    private static long bestByTryingAll(List<Item> items, int capacity) {
        long best = 0;
        for (long mask = 0; mask < 1L << items.size(); mask++) {
            BitSet choice = BitSet.valueOf(new long[] {mask});
            if (weight(items, choice) <= capacity) {
                best = Math.max(best, value(items, choice));
            }
        }
        return best;
    }

    private static long weight(List<Item> items, BitSet chosen) {
        return chosen.stream().mapToLong(i -> items.get(i).weight()).sum();
    }

    private static long value(List<Item> items, BitSet chosen) {
        return chosen.stream().mapToLong(i -> items.get(i).value()).sum();
    }
}
