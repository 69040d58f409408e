package dev.upkeep.engine.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a unified diff of single lines of one file, in the form that {@code git apply} takes. */
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
            List<String> with = changes.get(number);
            added += with == null ? 1 : with.size();
            appendLine(body, with == null ? ' ' : '-', line(number), number == lines.size());
            for (String line : with == null ? List.<String>of() : with) {
                appendLine(body, '+', line, number == lines.size());
            }
        }
        int removed = to - from + 1;
        diff.append("@@ -%d,%d +%d,%d @@\n".formatted(from, removed, from + shift, added))
                .append(body);
        return added - removed;
    }

    private static void appendLine(StringBuilder body, char sign, String line, boolean unended) {
        body.append(sign).append(line).append('\n');
        if (unended) {
            body.append("\\ No newline at end of file\n");
        }
    }
}
