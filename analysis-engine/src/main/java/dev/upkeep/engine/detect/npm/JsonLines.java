package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.document.LineDiff;
import dev.upkeep.engine.finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Edits of JSON that is written with one entry per line. */
record JsonLines(String path, String text) {

    private static final Pattern ENTRY = Pattern.compile("\\s*\"[^\"]+\"\\s*:\\s*\"[^\"]*\"\\s*(,?)\\s*");

    static JsonLines of(SourceFile file) {
        return new JsonLines(file.path(), file.text());
    }

    /** The fix that takes these lines out; empty where one of them holds more than one entry. */
    Optional<Fix> removal(List<Integer> numbers, String description) {
        LineDiff diff = new LineDiff(path, text);
        for (int number : numbers) {
            var entry = ENTRY.matcher(diff.line(number));
            if (!entry.matches()) {
                return Optional.empty();
            }
            diff.replace(number);
            boolean last = entry.group(1).isEmpty();
            if (last && !endsEntryBefore(diff, number)) {
                return Optional.empty();
            }
        }
        return Optional.of(new Fix(description, diff.render()));
    }

    /** Takes the comma from the line before the last entry of an object; true where that, or nothing, was needed. */
    private static boolean endsEntryBefore(LineDiff diff, int number) {
        String before = number > 1 ? diff.line(number - 1) : "";
        if (before.stripTrailing().endsWith("{")) {
            return true;
        }
        if (!ENTRY.matcher(before).matches()) {
            return false;
        }
        int comma = before.lastIndexOf(',');
        diff.replace(number - 1, before.substring(0, comma) + before.substring(comma + 1));
        return true;
    }
}
