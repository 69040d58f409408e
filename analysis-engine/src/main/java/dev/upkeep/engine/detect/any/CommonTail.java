package dev.upkeep.engine.detect.any;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The lines that equal places still have in common behind the last window of tokens that they share: a window ends
 * somewhere, and what follows may be equal for some lines more. Lines agree by their text without the white space around
 * it; blank ones and comments are passed over.
 *
 * @param ends the last line that each place has in common with the others
 * @param codeLines how many lines of code were added
 */
record CommonTail(List<Integer> ends, int codeLines) {

    /** Comments, and the inner lines of those in several lines. */
    private static final Pattern COMMENT = Pattern.compile("//.*|/\\*.*|\\*( .*|/.*)?|# .*|\\{/\\*.*\\*/\\}");
    /** What counts for no line of code, as in the windows: imports, attributes and closing tags. */
    private static final Pattern ASIDE = Pattern.compile("#!?\\[.*|(use|import|from|package|extern crate)\\s.*|</.*");

    CommonTail {
        ends = List.copyOf(ends);
    }

    /** A place: the lines of its file, where it ends so far, and the line that it must not reach. */
    record Open(List<String> lines, int end, int bound) {

        /** The next line that is no comment and not blank; 0 without. */
        private int next(int behind) {
            for (int line = behind + 1; line < bound && line <= lines.size(); line++) {
                String text = text(line);
                if (!text.isEmpty() && !COMMENT.matcher(text).matches()) {
                    return line;
                }
            }
            return 0;
        }

        private String text(int line) {
            return lines.get(line - 1).strip();
        }
    }

    static CommonTail of(List<Open> places) {
        List<Integer> ends = places.stream().map(Open::end).toList();
        int added = 0;
        for (List<Integer> next = next(places, ends); !next.isEmpty(); next = next(places, next)) {
            if (!ASIDE.matcher(places.getFirst().text(next.getFirst())).matches()) {
                added++;
                ends = next;
            }
        }
        return new CommonTail(ends, added);
    }

    /** Where the lines end behind {@code other} that are those behind {@code whole} up to its bound; 0 where they differ. */
    static int endOfSame(Open whole, Open other) {
        int end = other.end();
        for (int next = whole.next(whole.end()); next != 0; next = whole.next(next)) {
            end = other.next(end);
            if (end == 0 || !whole.text(next).equals(other.text(end))) {
                return 0;
            }
        }
        return end;
    }

    /** The next lines of all places where they agree; empty where they do not. */
    private static List<Integer> next(List<Open> places, List<Integer> ends) {
        List<Integer> next = new ArrayList<>();
        for (int at = 0; at < places.size(); at++) {
            Open place = places.get(at);
            int line = place.next(ends.get(at));
            if (line == 0
                    || !(at == 0 || place.text(line).equals(places.getFirst().text(next.getFirst())))) {
                return List.of();
            }
            next.add(line);
        }
        return next;
    }
}
