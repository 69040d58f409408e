package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.facts.FileFacts.Link;
import java.util.Optional;
import java.util.Set;

/** What import facts of TypeScript and JavaScript files say of packages. */
final class ScriptLinks {

    private static final Set<String> RUN = Set.of("import", "require", "dynamic-import", "export-from");

    private ScriptLinks() {}

    /** Whether the link needs its target when the file runs; a type import needs it when it is compiled. */
    static boolean runs(Link link) {
        return RUN.contains(link.kind());
    }

    static boolean isImport(Link link) {
        return runs(link) || link.kind().equals("type-import");
    }

    /** The package that a specifier names; empty for paths, built-in modules, URLs and aliases that no package can have. */
    static Optional<String> packageName(String specifier) {
        String plain = specifier.contains("!") ? specifier.substring(specifier.lastIndexOf('!') + 1) : specifier;
        if (!plain.matches("(@[a-z0-9~-][\\w.~-]*/)?[A-Za-z0-9~-][\\w.~-]*(/.*)?") || plain.contains(":")) {
            return Optional.empty();
        }
        String[] parts = plain.split("/", 3);
        return Optional.of(plain.startsWith("@") ? parts[0] + "/" + parts[1] : parts[0]);
    }
}
