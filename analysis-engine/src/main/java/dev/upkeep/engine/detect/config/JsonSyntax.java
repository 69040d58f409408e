package dev.upkeep.engine.detect.config;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.document.Json;
import dev.upkeep.engine.document.Parsed;
import dev.upkeep.engine.document.Parsed.Problem;
import dev.upkeep.engine.document.Paths;
import java.util.Optional;
import java.util.Set;

/** JSON, with comments and trailing commas wherever some reader may allow them, and JSON Lines. */
final class JsonSyntax {

    /** Readers of these refuse comments and trailing commas; of other names it is not known. */
    private static final Set<String> STRICT = Set.of(
            "package.json", "package-lock.json", "composer.json", "composer.lock", "lerna.json", "npm-shrinkwrap.json");

    private JsonSyntax() {}

    static Optional<Problem> check(SourceFile file) {
        String text = file.text();
        String extension = Paths.extension(file.path());
        if (text.isBlank() || text.strip().equals("\uFEFF") || extension.equals("json5")) {
            return Optional.empty();
        }
        Parsed parsed = STRICT.contains(file.entry().name()) ? Json.parse(text) : Json.parseRelaxed(text);
        Problem problem = parsed.problem();
        if (problem != null) {
            return hasLinesOfJson(file) ? Optional.empty() : Optional.of(problem);
        }
        return Optional.empty();
    }

    /** A file that some tool appends to: most lines are whole values, the last or a comment may not be. */
    private static boolean hasLinesOfJson(SourceFile file) {
        var filled =
                file.lines().stream().filter(line -> !line.isBlank()).limit(20).toList();
        return filled.size() > 1
                && filled.stream()
                        .limit(filled.size() - 1L)
                        .allMatch(line ->
                                line.startsWith("{") && Json.parse(line).root().isPresent());
    }
}
