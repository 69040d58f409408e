package dev.upkeep.report.inbound.rendering;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A unified diff as SARIF sees a fix: for each file the lines that go and the text that comes in their place. SARIF knows
 * no files that come or go, and no line without an end.
 */
final class SarifFix {

    private static final Pattern FILE = Pattern.compile("\\+\\+\\+ b/(.+)");
    private static final Pattern HUNK = Pattern.compile("@@ -(\\d+)(?:,\\d+)? \\+\\d+(?:,\\d+)? @@.*");

    private final List<Change> changes = new ArrayList<>();
    private List<Replacement> replacements = new ArrayList<>();
    private int line;

    private SarifFix() {}

    /** What changes in one file. */
    record Change(String path, List<Replacement> replacements) {}

    /** Lines from the first to the last, exclusive, and what comes in their place. */
    record Replacement(int from, int to, String text) {}

    /** The changes of a diff; none where SARIF cannot say them. */
    static List<Change> changes(String diff) {
        boolean sayable = !diff.contains("/dev/null") && !diff.contains("\n\\ ") && !diff.contains("\ndeleted file");
        return sayable ? new SarifFix().read(diff) : List.of();
    }

    /** Writes the fix into a result; nothing where SARIF cannot say it. */
    static void write(ObjectNode result, String description, String diff, ArtifactLocation location) {
        List<Change> changes = changes(diff);
        if (changes.isEmpty()) {
            return;
        }
        ObjectNode fix = result.putArray("fixes").addObject();
        fix.putObject("description").put("text", description);
        ArrayNode artifacts = fix.putArray("artifactChanges");
        for (Change change : changes) {
            ObjectNode artifact = artifacts.addObject();
            location.write(artifact.putObject("artifactLocation"), change.path());
            ArrayNode all = artifact.putArray("replacements");
            for (Replacement replacement : change.replacements()) {
                ObjectNode one = all.addObject();
                one.putObject("deletedRegion")
                        .put("startLine", replacement.from())
                        .put("startColumn", 1)
                        .put("endLine", replacement.to())
                        .put("endColumn", 1);
                if (!replacement.text().isEmpty()) {
                    one.putObject("insertedContent").put("text", replacement.text());
                }
            }
        }
    }

    /** How a file is named. */
    @FunctionalInterface
    interface ArtifactLocation {
        void write(ObjectNode location, String path);
    }

    private List<Change> read(String diff) {
        for (String text : diff.split("\n", -1)) {
            Matcher file = FILE.matcher(text);
            Matcher hunk = HUNK.matcher(text);
            if (file.matches()) {
                replacements = new ArrayList<>();
                changes.add(new Change(file.group(1), replacements));
            } else if (hunk.matches()) {
                line = Integer.parseInt(hunk.group(1));
            } else if (!changes.isEmpty() && !text.isEmpty()) {
                step(text);
            }
        }
        changes.removeIf(change -> change.replacements().isEmpty());
        return List.copyOf(changes);
    }

    private void step(String text) {
        switch (text.charAt(0)) {
            case '-' -> {
                if (!text.startsWith("--- ")) {
                    extend(line, line + 1, "");
                    line++;
                }
            }
            case '+' -> extend(line, line, text.substring(1) + "\n");
            default -> line++;
        }
    }

    /** Changes that touch are one. */
    private void extend(int from, int to, String added) {
        Replacement last = replacements.isEmpty() ? null : replacements.getLast();
        if (last != null && last.to() == from) {
            replacements.set(replacements.size() - 1, new Replacement(last.from(), to, last.text() + added));
        } else {
            replacements.add(new Replacement(from, to, added));
        }
    }
}
