package dev.upkeep.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordedPatternTest {

    private static final WordedPattern AGENTS = WordedPattern.anyOf("istio").or("dd_", "\\bDD_(AGENT|TRACE)");

    @Test
    void aWordIsEnoughWhateverItsCase() {
        assertThat(AGENTS.isIn("uses: Istio/istio@v1")).isTrue();
    }

    @Test
    void anExpressionHasToMatch() {
        assertThat(AGENTS.isIn("env: DD_TRACE_ENABLED")).isTrue();
        assertThat(AGENTS.isIn("env: ADD_TRACE, DD_OTHER")).isFalse();
    }
}
