package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.document.LineDiff;
import dev.upkeep.engine.finding.Fix;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Edits of a {@code Cargo.toml} in which a dependency stands on a line of its own. */
public record ManifestLines(String path, String text) {

    private static final Pattern ENTRY =
            Pattern.compile("[\\w-]+(\\.(workspace|version))?\\s*=\\s*(\"[^\"]*\"|true|\\{[^{}]*\\})\\s*(#.*)?");

    private static final Pattern KEY = Pattern.compile("^([\\w-]+).*$");
    private static final Pattern HEADER = Pattern.compile("\\[dev-dependencies\\]\\s*(#.*)?");

    /** The fix that takes a line out; empty where it is no entry of its own. */
    public Optional<Fix> removal(int number, String description) {
        LineDiff diff = new LineDiff(path, text);
        return isEntry(diff, number) ? diff.replace(number).fix(description) : Optional.empty();
    }

    /** The fix that takes a line to the head of the dependencies of tests, which it makes where there are none. */
    public Optional<Fix> moveToTests(int number, String description) {
        LineDiff diff = new LineDiff(path, text);
        if (!isEntry(diff, number)) {
            return Optional.empty();
        }
        String entry = diff.line(number).stripTrailing();
        diff.replace(number);
        if (tests().contains(KEY.matcher(entry.strip()).replaceFirst("$1"))) {
            return diff.fix(description);
        }
        for (int line = 1; line <= diff.size(); line++) {
            if (HEADER.matcher(diff.line(line).strip()).matches()) {
                return diff.insertAfter(line, entry).fix(description);
            }
        }
        boolean another = text.contains("dev-dependencies");
        int last = diff.line(diff.size()).isEmpty() ? diff.size() - 1 : diff.size();
        return another || last == number
                ? Optional.empty()
                : diff.insertAfter(last, "", "[dev-dependencies]", entry).fix(description);
    }

    /** The names below the head of the dependencies of tests. */
    private Set<String> tests() {
        Set<String> names = new HashSet<>();
        boolean inTests = false;
        for (String line : text.lines().map(String::strip).toList()) {
            inTests = line.startsWith("[") ? HEADER.matcher(line).matches() : inTests;
            if (inTests) {
                names.add(KEY.matcher(line).replaceFirst("$1"));
            }
        }
        return names;
    }

    private static boolean isEntry(LineDiff diff, int number) {
        return ENTRY.matcher(diff.line(number).strip()).matches();
    }
}
