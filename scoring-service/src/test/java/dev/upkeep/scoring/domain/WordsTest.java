package dev.upkeep.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    The script is not there            | The script is not there.
                    TODO: remove it.                   | TODO: remove it.
                    TODO: why?                         | TODO: why?
                    TODO: value: Option<bool>,         | TODO: value: Option<bool>.
                    a newer one on…                    | a newer one on…
                    """)
    void aSentenceEndsOnce(String text, String sentence) {
        assertThat(Words.sentence(text)).isEqualTo(sentence);
    }
}
