package dev.upkeep.engine.detect.npm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A name whose words are not all in a text does not stand there. */
class WordHashesTest {

    private static final WordHashes WORDS = WordHashes.of("\"build\": \"tsc -p @scope/pre-set && vite build\"");

    @ParameterizedTest
    @CsvSource({
        "vite, true",
        "@scope/pre-set, true",
        "@other/pre-set, false",
        "pre, false",
        "set, false",
        "vit, false",
        "vitest, false",
        "build, true"
    })
    void knowsWholeWords(String name, boolean held) {
        assertThat(WORDS.mayHold(name)).isEqualTo(held);
    }
}
