package dev.upkeep.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathsTest {

    @ParameterizedTest
    @CsvSource({
        "src/app, ./shop.ts, src/app/shop.ts",
        "src/app, ../shop, src/shop",
        "src/app, ../../shop, shop",
        "src, .., ''",
        "'', shop, shop",
        "'', ., ''",
        "src, /lib//shop/, lib/shop",
        "src, .hidden/a, src/.hidden/a",
        "src, ..a/b., src/..a/b.",
        "/src, a, src/a"
    })
    void pathsLeadFromTheirFolder(String folder, String relative, String expected) {
        assertThat(Paths.resolve(folder, relative)).contains(expected);
    }

    @Test
    void whatLeadsOutOfTheRootLeadsNowhere() {
        assertThat(Paths.resolve("src", "../../shop")).isEmpty();
        assertThat(Paths.resolve("", "..")).isEmpty();
    }

    @Test
    void theWayUpEndsAtTheRoot() {
        assertThat(Paths.upwards("src/app")).containsExactly("src/app", "src", "");
        assertThat(Paths.upwards("")).containsExactly("");
    }

    @ParameterizedTest
    @CsvSource({
        "src/a.ts, src, true",
        "src/app/a.ts, src, false",
        "source/a.ts, src, false",
        "a.ts, '', true",
        "src/a.ts, '', false",
        "abc/a.ts, src, false"
    })
    void aFileLiesInOneFolderItself(String path, String folder, boolean expected) {
        assertThat(Paths.isDirectlyIn(path, folder)).isEqualTo(expected);
    }
}
