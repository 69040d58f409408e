package dev.upkeep.engine.detect.loadtest;

import java.util.ArrayList;
import java.util.List;

/** Records of comma-separated values (RFC 4180); a quoted field may go over several lines. */
final class Csv {

    private final List<Row> rows = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    private List<String> fields = new ArrayList<>();
    private boolean quoted;

    private Csv() {}

    /** A record and the 1-based line on which it begins. */
    record Row(int line, List<String> fields) {}

    static List<Row> rows(List<String> lines) {
        Csv csv = new Csv();
        int start = 1;
        for (int i = 0; i < lines.size(); i++) {
            start = csv.quoted ? start : i + 1;
            csv.line(lines.get(i));
            if (csv.quoted) {
                csv.field.append('\n');
            } else {
                csv.end(start);
            }
        }
        return List.copyOf(csv.rows);
    }

    private void end(int line) {
        fields.add(field.toString());
        field.setLength(0);
        rows.add(new Row(line, List.copyOf(fields)));
        fields = new ArrayList<>();
    }

    private void line(String line) {
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            if (character == '"') {
                boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (doubled) {
                    field.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (character == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(character);
            }
        }
    }
}
