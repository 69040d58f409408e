package dev.upkeep.engine.detect.any;

import java.util.List;
import java.util.regex.Pattern;

/** The alternatives of a pattern of Rust, one a line: {@code | Event::Moved(_)}. Flags that an expression joins are none. */
final class Alternatives {

    private static final Pattern ALTERNATIVE = Pattern.compile("\\s*\\| \\S");

    /** How far above the first alternative {@code matches!(} may stand. */
    private static final int ABOVE = 4;

    private Alternatives() {}

    /** How many of the lines from the first to the last, counted from 1, are alternatives of one pattern. */
    static int between(List<String> lines, int first, int last) {
        List<String> block = lines.subList(Math.min(first - 1, lines.size()), Math.min(last, lines.size()));
        int count = (int) block.stream().filter(Alternatives::is).count();
        return count > 0 && isPattern(lines, first - 1 + firstOf(block)) ? count : 0;
    }

    private static int firstOf(List<String> block) {
        int at = 0;
        while (!is(block.get(at))) {
            at++;
        }
        return at;
    }

    /** Whether the run of alternatives around this line leads to an arm, or stands in {@code matches!}. */
    private static boolean isPattern(List<String> lines, int within) {
        int from = within;
        while (from > 0 && is(lines.get(from - 1))) {
            from--;
        }
        int behind = within;
        while (behind < lines.size() && is(lines.get(behind))) {
            behind++;
        }
        boolean arm = lines.get(behind - 1).contains("=>")
                || (behind < lines.size() && lines.get(behind).strip().startsWith("if "));
        return arm
                || lines.subList(Math.max(0, from - ABOVE), from).stream().anyMatch(line -> line.contains("matches!("));
    }

    private static boolean is(String line) {
        return ALTERNATIVE.matcher(line).lookingAt();
    }
}
