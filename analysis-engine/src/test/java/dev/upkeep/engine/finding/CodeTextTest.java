package dev.upkeep.engine.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CodeTextTest {

    private static final String[] PIECES = {
        "a", "[", "\"", " ", "\t", "\n", "\r\n", "\u2028", "//", "/", "#", "--", "-- ", "/*", "*/", "*"
    };

    @Test
    void commentsAndWhiteSpaceAreDropped() {
        assertThat(normalised("#[test] // why\nlet url = \"http://x\"; /* a\nb */ f() # end\n-- sql\nselect 1 --x"))
                .isEqualTo("#[test]leturl=\"http://x\";f()select1--x");
    }

    @Test
    void anyTextIsReadAsThePatternsReadIt() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            String text = random.ints(random.nextInt(14), 0, PIECES.length)
                    .mapToObj(piece -> PIECES[piece])
                    .collect(Collectors.joining());
            assertThat(normalised(text)).as(text).isEqualTo(byPatterns(text));
        }
    }

    private static String normalised(String text) {
        return CodeText.packed(CodeText.withoutComments(text));
    }

    /** What identities of findings in the field were made with. */
    private static String byPatterns(String text) {
        return text.replaceAll("(?m)(^|\\s)(//|#(?!\\[)|--\\s).*$", "")
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("\\s+", "");
    }
}
