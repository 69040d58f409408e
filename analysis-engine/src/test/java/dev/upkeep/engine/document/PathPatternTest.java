package dev.upkeep.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {

    @ParameterizedTest
    @CsvSource({
        "src, src/a/b.ts, true",
        "src/, src/a.ts, true",
        "src, srcs/a.ts, false",
        ".,  a/b.ts, true",
        "./, a.ts, true",
        "./src/*.ts, src/a.ts, true",
        "src/*.ts, src/a/b.ts, false",
        "src/**/*.ts, src/b.ts, true",
        "src/**/*.ts, src/a/b.ts, true",
        "v?.ts, v1.ts, true",
        "v?.ts, v10.ts, false",
        "a.ts, abts, false",
    })
    void aPathIsInIt(String pattern, String path, boolean expected) {
        assertThat(PathPattern.of(pattern).matcher(path).matches()).isEqualTo(expected);
    }
}
