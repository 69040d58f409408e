package dev.upkeep.engine.detect.npm;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which major versions a requirement lets in.
 *
 * @param written as a manifest holds it
 */
record VersionRange(String written) {

    private static final Pattern ANY = Pattern.compile("|[*xX]|latest");
    private static final Pattern BETWEEN = Pattern.compile("v?(\\d{1,9})\\S*\\s+-\\s+v?(\\d{1,9})\\S*");
    private static final Pattern GAP = Pattern.compile("([<>=~^])\\s+");
    private static final Pattern BOUND = Pattern.compile("(\\^|~>?|>=?|<=?|=)?v?(\\d{1,9})((?:\\.[\\w*+-]+)*)");
    private static final Pattern NOTHING_BEHIND = Pattern.compile("(\\.0){0,2}(-0)?");

    /** Whether some version of this major fits; no where the requirement is none of numbers. */
    boolean admits(int major) {
        return List.of(written.replaceFirst("^npm:(.+@)?", "").split("\\|\\|", -1)).stream()
                .map(String::strip)
                .anyMatch(alternative -> isMet(alternative, major));
    }

    private static boolean isMet(String alternative, int major) {
        Matcher between = BETWEEN.matcher(alternative);
        if (between.matches()) {
            return Integer.parseInt(between.group(1)) <= major && major <= Integer.parseInt(between.group(2));
        }
        return ANY.matcher(alternative).matches()
                || List.of(GAP.matcher(alternative).replaceAll("$1").split("\\s+", -1)).stream()
                        .allMatch(bound -> isWithin(bound, major));
    }

    private static boolean isWithin(String written, int major) {
        Matcher bound = BOUND.matcher(written);
        if (!bound.matches()) {
            return false;
        }
        int limit = Integer.parseInt(bound.group(2));
        return switch (bound.group(1) == null ? "" : bound.group(1)) {
            case ">", ">=" -> major >= limit;
            case "<=" -> major <= limit;
            case "<" -> NOTHING_BEHIND.matcher(bound.group(3)).matches() ? major < limit : major <= limit;
            default -> major == limit;
        };
    }
}
