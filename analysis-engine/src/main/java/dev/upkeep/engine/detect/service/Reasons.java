package dev.upkeep.engine.detect.service;

import dev.upkeep.engine.detect.SourceFile;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the author says in a comment why something is as it is: then the rule has nothing to add. */
public final class Reasons {

    private static final Pattern COMMENT = Pattern.compile("(?://|^\\s*(?:/?\\*|#|--)).*");
    private static final Pattern ABOVE = Pattern.compile("^\\s*(//|/?\\*|#|--|@).*");

    private Reasons() {}

    /**
     * Whether a comment holds the pattern: in these lines, 1-based and inclusive, or directly above them, among
     * attributes.
     */
    public static boolean given(SourceFile file, int from, int to, Pattern pattern) {
        List<String> lines = file.lines();
        int first = Math.max(0, from - 1);
        while (first > 0 && ABOVE.matcher(lines.get(first - 1)).matches()) {
            first--;
        }
        return lines.subList(first, Math.clamp(to, first, lines.size())).stream()
                .filter(Reasons::mayHoldComment)
                .map(COMMENT::matcher)
                .filter(Matcher::find)
                .anyMatch(comment -> pattern.matcher(comment.group()).find());
    }

    /** Asked first, for a pattern that may begin anywhere is slow, and most lines are code. */
    private static boolean mayHoldComment(String line) {
        String start = line.stripLeading();
        return line.contains("//") || (!start.isEmpty() && "/*#-".indexOf(start.charAt(0)) >= 0);
    }
}
