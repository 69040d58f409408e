package dev.upkeep.engine.document;

import dev.upkeep.engine.finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes a unified diff of single lines of one file, in the form that {@code git apply} takes. Line ends stay what they
 * are, and so does the lack of one at the end of the file.
 */
public final class LineDiff {

    private static final int CONTEXT = 3;

    private final String path;
    private final List<String> lines;
    private final Map<Integer, List<String>> changes = new TreeMap<>();

    /** Of a file with this text. */
    public LineDiff(String path, String text) {
        this.path = path;
        // `\r` stays at the end of its line, so that a diff of a file with Windows line ends applies.
        this.lines = new ArrayList<>(List.of(text.split("\n", -1)));
    }

    public String line(int number) {
        return lines.get(number - 1);
    }

    /** How many lines there are; the piece after the last line end counts. */
    public int size() {
        return lines.size();
    }

    /** Puts these lines where one stands; none removes it. */
    public LineDiff replace(int number, String... with) {
        changes.put(number, List.of(with));
        return this;
    }

    /** Puts these lines behind one, or behind what took its place, with its kind of line end. */
    public LineDiff insertAfter(int number, String... added) {
        String end = line(number).endsWith("\r") ? "\r" : "";
        List<String> with = new ArrayList<>(changes.getOrDefault(number, List.of(line(number))));
        for (String line : added) {
            with.add(line + end);
        }
        changes.put(number, List.copyOf(with));
        return this;
    }

    /** Puts these lines before one, with its kind of line end. */
    public LineDiff insertBefore(int number, String... added) {
        String end = line(number).endsWith("\r") ? "\r" : "";
        List<String> with = new ArrayList<>();
        for (String line : added) {
            with.add(line + end);
        }
        with.addAll(changes.getOrDefault(number, List.of(line(number))));
        changes.put(number, List.copyOf(with));
        return this;
    }

    /** The mend that this makes; empty where nothing was changed, or where a diff cannot carry the path or the text. */
    public Optional<Fix> fix(String description) {
        String diff = render();
        return diff.isEmpty() || !FileDiff.carries(path, diff)
                ? Optional.empty()
                : Optional.of(new Fix(description, diff));
    }

    /** The diff; empty where nothing was changed. */
    public String render() {
        StringBuilder diff = new StringBuilder();
        int shift = 0;
        List<Integer> open = new ArrayList<>();
        List<Integer> numbers = List.copyOf(changes.keySet());
        for (int i = 0; i < numbers.size(); i++) {
            open.add(numbers.get(i));
            boolean last = i + 1 == numbers.size() || numbers.get(i + 1) - numbers.get(i) > 2 * CONTEXT;
            if (last) {
                shift += hunk(diff, open, shift);
                open.clear();
            }
        }
        return diff.isEmpty() ? "" : "--- a/" + path + "\n+++ b/" + path + "\n" + diff;
    }

    private int hunk(StringBuilder diff, List<Integer> numbers, int shift) {
        int lastLine = lines.getLast().isEmpty() ? lines.size() - 1 : lines.size();
        int from = Math.max(1, numbers.getFirst() - CONTEXT);
        int to = Math.min(lastLine, numbers.getLast() + CONTEXT);
        StringBuilder body = new StringBuilder();
        int added = 0;
        for (int number = from; number <= to; number++) {
            List<String> with = changes.getOrDefault(number, List.of(line(number)));
            added += with.size();
            appendChange(body, line(number), with, number == lines.size());
        }
        int removed = to - from + 1;
        diff.append("@@ -%d,%d +%d,%d @@\n".formatted(from, removed, from + shift, added))
                .append(body);
        return added - removed;
    }

    /** A line that stays is context; one without an end must give way to itself where others follow. */
    private static void appendChange(StringBuilder body, String line, List<String> with, boolean unended) {
        int kept = with.indexOf(line);
        boolean stays = kept >= 0 && (!unended || with.size() == 1);
        if (!stays) {
            appendLine(body, '-', line, unended);
        }
        for (int at = 0; at < with.size(); at++) {
            appendLine(body, stays && at == kept ? ' ' : '+', with.get(at), unended && at == with.size() - 1);
        }
    }

    private static void appendLine(StringBuilder body, char sign, String line, boolean unended) {
        body.append(sign).append(line).append('\n');
        if (unended) {
            body.append("\\ No newline at end of file\n");
        }
    }
}
