package dev.upkeep.analyzer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {

    @Test
    void theNameWithTheFewestEditsComesFirst() {
        assertThat(NearestNames.of("mian", List.of("release", "main", "Man", "develop"), 2))
                .containsExactly("Man", "main");
    }

    @Test
    void equalDistancesAreInAlphabeticalOrder() {
        assertThat(NearestNames.of("x", List.of("c", "a", "b"), 3)).containsExactly("a", "b", "c");
    }
}
