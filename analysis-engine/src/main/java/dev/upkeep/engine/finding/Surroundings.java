package dev.upkeep.engine.finding;

import java.util.List;

/**
 * Digests of the code before and behind a place, {@value #CHARACTERS} characters each without white space and comments:
 * they tell twins apart, and show that code moved together with its neighbours, however its lines are broken.
 *
 * @param before empty at the beginning of the file
 * @param after empty at its end
 */
public record Surroundings(String before, String after) {

    /** Of a place in a file that cannot be read. */
    public static final Surroundings NONE = new Surroundings("", "");

    private static final int CHARACTERS = 80;
    private static final int LINES = 10;

    /** What stands around the location in a file of these lines. */
    public static Surroundings of(List<String> lines, Location location) {
        int start = Math.clamp(location.startLine() - 1L, 0, lines.size());
        int end = Math.clamp(location.endLine(), start, lines.size());
        String before = code(lines.subList(Math.max(0, start - LINES), start));
        String after = code(lines.subList(end, Math.min(lines.size(), end + LINES)));
        return new Surroundings(
                Fingerprints.digest(before.substring(Math.max(0, before.length() - CHARACTERS))),
                Fingerprints.digest(after.substring(0, Math.min(after.length(), CHARACTERS))));
    }

    private static String code(List<String> lines) {
        return Fingerprints.normalised(String.join("\n", lines));
    }
}
