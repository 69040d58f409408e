package dev.upkeep.engine.detect.repo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinaryKindTest {

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "cffaedfe0c00000100000000, a program for a Mac with an ARM processor",
        "cffaedfe0700000103000000, a program for a Mac with an Intel processor",
        "cafebabe000000020100000c, one for both",
        "7f454c460201010000000000, a program for Linux"
    })
    void programsWithoutAnExtensionAreKnownByTheirFirstBytes(String hex, String what) {
        assertThat(BinaryKind.ofContent(text(hex))).as(what).contains(BinaryKind.EXECUTABLE);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({"cafebabe0000003d00000000, a class of Java", "89504e470d0a1a0a00000000, a picture"})
    void otherBinariesAreNoPrograms(String hex, String what) {
        assertThat(BinaryKind.ofContent(text(hex))).as(what).isEmpty();
    }

    /** As repositories are read: what is no text becomes replacement characters. */
    private static String text(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
    }
}
