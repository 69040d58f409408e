package dev.upkeep.ingest.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HEAD",
                "main",
                "refs/heads/feature/müll",
                "v1.2.0",
                "release@2",
                "6113728f27ae82c7b1a177c8d03f9e96e0adf246",
                "a-b_c"
            })
    void whatGitTakesForANameIsTaken(String ref) {
        assertThat(RefName.problem(ref)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--upload-pack=x",
                "a b",
                "main~1",
                "main^",
                "a:b",
                "a..b",
                "@{-1}",
                "@",
                "/main",
                "main/",
                "main.",
                ".hidden",
                "a//b",
                "a/.b",
                "a.lock",
                "a\\b",
                "a\nb",
                "a*"
            })
    void expressionsOptionsAndBrokenNamesAreNot(String ref) {
        assertThat(RefName.problem(ref)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 5000})
    void aNameHasALimit(int length) {
        assertThat(RefName.problem("a".repeat(length))).isPresent();
    }
}
