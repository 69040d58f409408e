package dev.upkeep.engine.detect.repo;

import dev.upkeep.engine.detect.IgnoredPaths;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.PathContexts;
import dev.upkeep.engine.source.SourceEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds what builds and editors left in the tree. Build output: folders whose name only tools give, and folders with a
 * common name that the project's own ignore patterns cover. Backups: by their name, surer where the original stands beside.
 */
final class Leftovers implements RepositoryDetector {

    private static final String OUTPUT = "repo/committed-build-output";
    private static final String BACKUP = "repo/backup-file";
    private static final Pattern CERTAIN = Pattern.compile(
            "^((?:.*/)?(?:node_modules|__pycache__|\\.next|\\.nuxt|\\.turbo|\\.gradle|\\.pytest_cache|\\.mypy_cache|\\.parcel-cache"
                    + "|\\.svelte-kit|\\.nyc_output|storybook-static|playwright-report|target/(?:debug|release|classes)))/.*");
    private static final Pattern LIKELY =
            Pattern.compile("^((?:.*/)?(?:dist|build|out|target|coverage|bin|obj|test-results))/.*");
    private static final Pattern COPY = Pattern.compile("(.+?)(\\.(bak|backup|orig|old|rej|swp|save)|~|\\.bak\\d+)");
    private static final Set<String> COPIES = Set.of("backup", "orig", "old", "rej", "swp", "save");
    private static final Set<String> DESKTOP = Set.of(".DS_Store", "Thumbs.db", "desktop.ini");

    /** They are there for the folder alone, which Git would not keep. */
    private static final Set<String> HOLDS_OPEN = Set.of(".gitkeep", ".keep", ".gitignore", ".placeholder");

    /** Whoever takes a few files out of packages has not committed all that an installation brings. */
    private static final int MOST_CHOSEN = 100;

    @Override
    public Set<String> rules() {
        return Set.of(OUTPUT, BACKUP);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        IgnoredPaths ignored = repository.model(IgnoredPaths.MODEL);
        Map<String, List<SourceEntry>> folders = new TreeMap<>();
        Map<String, Boolean> suspects = new HashMap<>();
        for (SourceEntry entry : repository.entries()) {
            if (!entry.readable() || Paths.isTestMaterial(entry.path())) {
                continue;
            }
            String output = suspects.computeIfAbsent(entry.folder(), Leftovers::mayBeOutput)
                            && !HOLDS_OPEN.contains(entry.name())
                    ? outputFolder(repository, entry.path(), ignored)
                    : "";
            if (!output.isEmpty() && ignored.admits(entry.path())) {
                continue;
            }
            if (!output.isEmpty()) {
                folders.merge(output, List.of(entry), Leftovers::joined);
            } else if (!entry.path().contains("vendor/")) {
                original(entry.name())
                        .filter(original -> !isOfTests(repository, entry.path()))
                        .ifPresent(original -> sink.report(backup(repository, entry, original)));
            }
        }
        folders.forEach((folder, entries) -> {
            if (!isTaken(repository.model(EmbeddedFiles.MODEL), folder, entries)) {
                sink.report(output(repository, folder, entries, ignored));
            }
        });
    }

    /** Whether a source elsewhere takes in a file of it, so that it is there on purpose: of packages, a few are chosen. */
    private static boolean isTaken(EmbeddedFiles embedded, String folder, List<SourceEntry> entries) {
        boolean chosen = !Paths.name(folder).equals("node_modules") || entries.size() <= MOST_CHOSEN;
        return chosen
                && entries.stream()
                        .flatMap(entry -> embedded.takersOf(entry.path()))
                        .anyMatch(taker -> !Paths.isWithin(taker, folder));
    }

    /** What tests read may bear any name: the ending itself may be what is tested. */
    private static boolean isOfTests(Repository repository, String path) {
        return PathContexts.of(path, Language.TEXT) == Context.TEST
                || repository
                        .file(path)
                        .filter(file -> file.context() == Context.TEST || file.context() == Context.VENDORED)
                        .isPresent();
    }

    private static List<SourceEntry> joined(List<SourceEntry> some, List<SourceEntry> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** Whether the name of the folder, or of one around it, is one for output: most folders end here, looked at once. */
    private static boolean mayBeOutput(String folder) {
        String inside = folder + "/";
        return CERTAIN.matcher(inside).matches() || LIKELY.matcher(inside).matches();
    }

    private static String outputFolder(Repository repository, String path, IgnoredPaths ignored) {
        Matcher certain = CERTAIN.matcher(path);
        if (certain.matches()) {
            return outermost(certain.group(1));
        }
        Matcher likely = LIKELY.matcher(path);
        boolean covered = likely.matches() && ignored.covers(path) && !isProgram(repository, likely.group(1), path);
        return covered && !isAction(repository, Paths.folder(likely.group(1))) ? likely.group(1) : "";
    }

    /** Programs in a folder of that name are written by people; what a compiler puts there is no text. */
    private static boolean isProgram(Repository repository, String folder, String path) {
        return Paths.name(folder).equals("bin")
                && repository
                        .file(path)
                        .filter(file -> file.language() != Language.BINARY)
                        .isPresent();
    }

    /** GitHub runs an action from its tree, so what it runs must be committed. */
    private static boolean isAction(Repository repository, String folder) {
        return Stream.of("action.yml", "action.yaml")
                .anyMatch(name -> repository.exists(folder.isEmpty() ? name : folder + "/" + name));
    }

    /** The outermost folder of that kind: packages below `node_modules` have some of their own. */
    private static String outermost(String folder) {
        Matcher outer =
                Pattern.compile("^(.*?(?:^|/)(?:node_modules|target))(?:/.*)?$").matcher(folder);
        return outer.matches() ? outer.group(1) : folder;
    }

    private static Draft output(Repository repository, String folder, List<SourceEntry> entries, IgnoredPaths ignored) {
        long bytes = entries.stream().mapToLong(SourceEntry::size).sum();
        Draft draft = Draft.of(OUTPUT, Location.file(entries.getFirst().path()))
                .scope(folder)
                .with("folder", folder)
                .with("files", entries.size())
                .with("bytes", bytes)
                .with("ignored", ignored.covers(entries.getFirst().path()));
        return Removal.of(repository, entries)
                .flatMap(removal -> removal.andIgnore(
                        repository, folder, ignored.covers(entries.getFirst().path())))
                .map(draft::fix)
                .orElse(draft);
    }

    private static boolean mayBeCopy(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return name.endsWith("~") || last.startsWith("bak") || COPIES.contains(last);
    }

    /** The name of what a file is a copy of, by its own; empty text for what a desktop leaves behind. */
    private static Optional<String> original(String name) {
        if (DESKTOP.contains(name)) {
            return Optional.of("");
        }
        if (!mayBeCopy(name)) {
            return Optional.empty();
        }
        Matcher copy = COPY.matcher(name);
        return copy.matches() ? Optional.of(copy.group(1)) : Optional.empty();
    }

    private static Draft backup(Repository repository, SourceEntry entry, String original) {
        boolean desktop = original.isEmpty();
        String beside = entry.folder().isEmpty() ? original : entry.folder() + "/" + original;
        boolean stands = !desktop && repository.exists(beside);
        Draft draft = Draft.of(BACKUP, Location.file(entry.path()))
                .scope(entry.name())
                .with("file", entry.name())
                .with("original", original)
                .with("originalStands", stands)
                .confidence(desktop || stands ? 0.95 : 0.75);
        Optional<Removal> removal = stands ? Removal.of(repository, List.of(entry)) : Optional.empty();
        return removal.map(Removal::fix).map(draft::fix).orElse(draft);
    }
}
