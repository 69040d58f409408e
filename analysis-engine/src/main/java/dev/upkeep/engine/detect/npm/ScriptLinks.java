package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.script.facts.ImportFacts;
import dev.upkeep.engine.facts.FileFacts.Link;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What import facts of TypeScript and JavaScript files say of packages. */
final class ScriptLinks {

    private static final Set<String> RUN = Set.of("import", "require", "dynamic-import", "export-from");

    private static final Pattern PACKAGE = Pattern.compile("(@[a-z0-9~-][\\w.~-]*/)?[A-Za-z0-9~-][\\w.~-]*(/.*)?");

    /** Where packages are installed: {@code node_modules/ky/index.js} is a path into {@code ky}. */
    private static final String INSTALLED = "node_modules/";

    /** The packages that each file imports, by its path; files without any are left out. */
    static final Model<Map<String, Set<String>>> PACKAGES =
            Model.settled("npm.imported-packages", ScriptLinks::packages);

    private ScriptLinks() {}

    private static Map<String, Set<String>> packages(Repository repository) {
        Map<String, Set<String>> packages = new HashMap<>();
        // Most files import the same few.
        Map<String, Optional<String>> known = new HashMap<>();
        for (AnalysedFile file : repository.files()) {
            Set<String> names = new HashSet<>();
            for (Link link : file.facts().links()) {
                if (isImport(link) || link.kind().equals(ImportFacts.QUOTED)) {
                    known.computeIfAbsent(link.target(), ScriptLinks::packageName)
                            .ifPresent(names::add);
                }
            }
            if (!names.isEmpty()) {
                packages.put(file.path(), names);
            }
        }
        return packages;
    }

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
        if (plain.startsWith(INSTALLED)) {
            return packageName(plain.substring(INSTALLED.length()));
        }
        boolean path = plain.startsWith(".") || plain.startsWith("/");
        if (path || plain.indexOf(':') >= 0 || !PACKAGE.matcher(plain).matches()) {
            return Optional.empty();
        }
        int end = plain.startsWith("@") ? plain.indexOf('/', plain.indexOf('/') + 1) : plain.indexOf('/');
        return Optional.of(end < 0 ? plain : plain.substring(0, end));
    }
}
