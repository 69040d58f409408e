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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    50  | 50 minutes
                    60  | 1 hour
                    65  | 1.1 hours
                    135 | 2.3 hours
                    959 | 16 hours
                    960 | 2 days
                    """)
    void aDurationIsAsExactAsTheReportShowsIt(int minutes, String duration) {
        assertThat(Words.duration(minutes)).isEqualTo(duration);
    }
}
