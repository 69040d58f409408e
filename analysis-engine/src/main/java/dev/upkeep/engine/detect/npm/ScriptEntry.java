package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.finding.Fix;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The entry in {@code scripts} that starts a file: where its kind says with what, it finds what it imports, and the name
 * is still free.
 */
final class ScriptEntry {

    private static final Pattern COMMON_JS =
            Pattern.compile("\\brequire\\s*\\(|\\bmodule\\.exports\\b|\\bexports\\.\\w");
    private static final Pattern MODULE = Pattern.compile("(?m)^\\s*(import|export)\\b");

    private ScriptEntry() {}

    static Optional<Fix> of(Repository repository, String path) {
        NpmPackage npm = repository.model(NpmWorkspace.MODEL).owner(path).orElse(null);
        if (npm == null
                || TooManyScripts.counted(npm.scripts())
                        >= repository.settings().thresholds().npmScripts()) {
            return Optional.empty();
        }
        String file =
                npm.folder().isEmpty() ? path : path.substring(npm.folder().length() + 1);
        String name = Paths.name(file).replaceFirst("\\.\\w+$", "");
        List<Entry> entries = npm.section("scripts");
        boolean free = name.matches("[\\w-]+")
                && entries.stream().noneMatch(entry -> entry.key().equals(name));
        return starter(repository.text(path).orElse(""), npm, file)
                .filter(_ -> free && findsItsImports(repository, npm, path))
                .flatMap(program -> repository
                        .text(npm.path())
                        .flatMap(text -> new JsonLines(npm.path(), text)
                                .append(
                                        "\"%s\": \"%s %s\"".formatted(name, program, file),
                                        entries,
                                        "Start it as `" + name + "`, so that it is known")));
    }

    /** The program that can run the file; none where the file is read as the other kind of module. */
    private static Optional<String> starter(String text, NpmPackage npm, String file) {
        return switch (Paths.extension(file)) {
            case "sh" -> Optional.of("bash");
            case "py" -> Optional.of("python3");
            case "mjs" -> Optional.of("node").filter(_ -> isReadAs(true, text));
            case "cjs" -> Optional.of("node").filter(_ -> isReadAs(false, text));
            case "js" -> Optional.of("node").filter(_ -> isReadAs(npm.isModule(), text));
            case "ts", "mts" -> Optional.of("tsx").filter(npm::declares);
            default -> Optional.empty();
        };
    }

    private static boolean isReadAs(boolean module, String text) {
        return module ? !COMMON_JS.matcher(text).find() : !MODULE.matcher(text).find();
    }

    /** What it imports is there, and the manifests around declare it. */
    private static boolean findsItsImports(Repository repository, NpmPackage npm, String path) {
        NpmWorkspace workspace = repository.model(NpmWorkspace.MODEL);
        return repository.file(path).stream()
                .flatMap(file -> file.facts().links().stream())
                .filter(ScriptLinks::runs)
                .map(Link::target)
                .allMatch(target -> target.startsWith(".")
                        ? Paths.resolve(Paths.folder(path), target)
                                .filter(file -> !StartedFile.isAbsent(repository, file))
                                .isPresent()
                        : ScriptLinks.packageName(target)
                                .map(name -> ModuleNames.isBuiltIn(name)
                                        || workspace.declares(npm, name)
                                        || workspace.holds(name))
                                .orElse(target.startsWith("node:")));
    }
}
