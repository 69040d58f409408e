package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.document.LineDiff;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Edits of JSON that is written with one entry per line. */
record JsonLines(String path, String text) {

    private static final Pattern ENTRY = Pattern.compile("(\\s*)\"[^\"]+\"\\s*:\\s*\"[^\"]*\"\\s*(,?)\\s*");

    static JsonLines of(SourceFile file) {
        return new JsonLines(file.path(), file.text());
    }

    /** The fix that takes these lines out; empty where one of them holds more than one entry. */
    Optional<Fix> removal(List<Integer> numbers, String description) {
        LineDiff diff = new LineDiff(path, text);
        for (int number : numbers) {
            if (!remove(diff, number)) {
                return Optional.empty();
            }
        }
        return diff.fix(description);
    }

    /** The fix that takes an entry from its object to its place by name in another one; empty as above. */
    Optional<Fix> move(Entry entry, List<Entry> others, String description) {
        LineDiff diff = new LineDiff(path, text);
        boolean plain = others.stream()
                .allMatch(other -> ENTRY.matcher(diff.line(other.line())).matches());
        if (others.isEmpty() || !plain || !remove(diff, entry.line())) {
            return Optional.empty();
        }
        String written = diff.line(entry.line()).strip().replaceFirst("\\s*,$", "");
        Entry before = others.getFirst();
        for (Entry other : others) {
            before = other.key().compareTo(entry.key()) < 0 ? other : before;
        }
        String neighbour = diff.line(before.line());
        String indent = neighbour.substring(0, neighbour.indexOf('"'));
        if (before.key().compareTo(entry.key()) > 0) {
            diff.insertBefore(before.line(), indent + written + ",");
        } else if (neighbour.stripTrailing().endsWith(",")) {
            diff.insertAfter(before.line(), indent + written + ",");
        } else {
            appendAfter(diff, before.line(), written);
        }
        return diff.fix(description);
    }

    /** The fix that adds an entry at the end of an object with these; empty as above. */
    Optional<Fix> append(String written, List<Entry> others, String description) {
        LineDiff diff = new LineDiff(path, text);
        int last = others.stream().mapToInt(Entry::line).max().orElse(1);
        if (others.isEmpty() || !ENTRY.matcher(diff.line(last)).matches()) {
            return Optional.empty();
        }
        appendAfter(diff, last, written);
        return diff.fix(description);
    }

    /** Behind an entry that was the last one so far. */
    private static void appendAfter(LineDiff diff, int number, String written) {
        String neighbour = diff.line(number);
        String kept = neighbour.stripTrailing();
        diff.replace(number, kept + "," + neighbour.substring(kept.length()));
        diff.insertAfter(number, neighbour.substring(0, neighbour.indexOf('"')) + written);
    }

    private static boolean remove(LineDiff diff, int number) {
        Matcher entry = ENTRY.matcher(diff.line(number));
        if (!entry.matches()) {
            return false;
        }
        diff.replace(number);
        return !entry.group(2).isEmpty() || endsEntryBefore(diff, number);
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
