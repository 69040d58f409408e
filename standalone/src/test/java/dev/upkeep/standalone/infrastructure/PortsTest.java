package dev.upkeep.standalone.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void portsThatAreGivenToOthersAreNotGivenAgain() {
        Set<Integer> even = IntStream.rangeClosed(10_000, 30_000)
                .map(half -> 2 * half)
                .boxed()
                .collect(Collectors.toSet());

        assertThat(Ports.free(20, even))
                .hasSize(20)
                .doesNotHaveDuplicates()
                .allSatisfy(port -> assertThat(port % 2).isEqualTo(1));
    }
}
