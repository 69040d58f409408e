package dev.upkeep.engine.detect.repo;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.FileDiff;
import dev.upkeep.engine.document.LineDiff;
import dev.upkeep.engine.finding.Fix;
import dev.upkeep.engine.source.SourceEntry;
import java.util.List;
import java.util.Optional;

/**
 * The diff that takes files out of the tree. A diff holds all that it takes away, so there is one for a few small texts
 * only.
 *
 * @param files how many
 */
record Removal(String diff, int files) {

    private static final int MOST_FILES = 20;
    private static final int MOST_CHARACTERS = 32 << 10;

    /** Empty where a file is no text, or there is too much of it. */
    static Optional<Removal> of(Repository repository, List<SourceEntry> entries) {
        if (entries.size() > MOST_FILES) {
            return Optional.empty();
        }
        StringBuilder diff = new StringBuilder();
        for (SourceEntry entry : entries) {
            Optional<String> text = entry.size() > MOST_CHARACTERS
                    ? Optional.empty()
                    : repository.text(entry.path()).filter(content -> FileDiff.carries(entry.path(), content));
            if (text.isEmpty() || diff.length() > MOST_CHARACTERS) {
                return Optional.empty();
            }
            diff.append(FileDiff.removal(entry, text.get()));
        }
        return Optional.of(new Removal(diff.toString(), entries.size()));
    }

    Fix fix() {
        return new Fix("Take " + (files == 1 ? "the file" : files + " files") + " out of the tree", diff);
    }

    /** With a line for the folder in the root's {@code .gitignore}, where no pattern covers it yet. */
    Optional<Fix> andIgnore(Repository repository, String folder, boolean ignored) {
        String path = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
        if (ignored) {
            return Optional.of(fix());
        }
        if (path.matches(".*[\\\\*?\\[\\]!#\\s].*")) {
            return Optional.empty();
        }
        String line = "/" + path + "/";
        String ignore = repository
                .text(".gitignore")
                .map(text -> appended(text, line))
                .orElseGet(() -> FileDiff.addition(".gitignore", line + "\n"));
        return ignore.isEmpty()
                ? Optional.empty()
                : Optional.of(new Fix(fix().description() + " and ignore `" + line + "`", ignore + diff));
    }

    private static String appended(String text, String line) {
        LineDiff diff = new LineDiff(".gitignore", text);
        int last = diff.line(diff.size()).isEmpty() ? diff.size() - 1 : diff.size();
        return last < 1 || !FileDiff.carries(".gitignore", text)
                ? ""
                : diff.insertAfter(last, line).render();
    }
}
