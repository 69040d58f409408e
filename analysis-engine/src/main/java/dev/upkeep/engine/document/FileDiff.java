package dev.upkeep.engine.document;

import dev.upkeep.engine.source.SourceEntry;
import dev.upkeep.engine.source.SourceEntry.Kind;

/** Writes diffs of whole files, in the form that {@code git apply} takes. */
public final class FileDiff {

    private FileDiff() {}

    /** Takes a text file away. */
    public static String removal(SourceEntry entry, String text) {
        String mode = entry.kind() == Kind.EXECUTABLE ? "100755" : "100644";
        String head = "diff --git a/%s b/%s\ndeleted file mode %s\n".formatted(entry.path(), entry.path(), mode);
        if (text.isEmpty()) {
            return head + "index e69de29bb2d1d6434b8b29ae775ad8c2e48c5391..0000000000000000000000000000000000000000\n";
        }
        Body body = body('-', text);
        return head + "--- a/%s\n+++ /dev/null\n@@ -1,%d +0,0 @@\n".formatted(entry.path(), body.lines()) + body.text();
    }

    /** Adds a text file. */
    public static String addition(String path, String text) {
        Body body = body('+', text);
        return "diff --git a/%s b/%s\nnew file mode 100644\n--- /dev/null\n+++ b/%s\n@@ -0,0 +1,%d @@\n"
                        .formatted(path, path, path, body.lines())
                + body.text();
    }

    /** Whether a diff can carry it: a path without quotes and control characters, text that was UTF-8. */
    public static boolean carries(String path, String text) {
        return path.chars().noneMatch(sign -> sign < ' ' || sign == '"' || sign == '\\')
                && text.indexOf('\uFFFD') < 0
                && text.indexOf('\0') < 0;
    }

    private record Body(String text, int lines) {}

    private static Body body(char sign, String text) {
        boolean ended = text.endsWith("\n");
        String[] lines = (ended ? text.substring(0, text.length() - 1) : text).split("\n", -1);
        StringBuilder body = new StringBuilder();
        for (String line : lines) {
            body.append(sign).append(line).append('\n');
        }
        return new Body(
                body.append(ended ? "" : "\\ No newline at end of file\n").toString(), lines.length);
    }
}
