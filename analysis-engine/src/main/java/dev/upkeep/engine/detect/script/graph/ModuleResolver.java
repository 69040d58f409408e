package dev.upkeep.engine.detect.script.graph;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.document.Paths;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the specifier of an import leads. What it cannot resolve by the rules of compilers and bundlers, it takes to
 * mean every file whose path ends like the specifier: an unknown alias then hides a dead file, and never makes one up.
 */
final class ModuleResolver {

    private static final Pattern PACKAGE = Pattern.compile("(@[a-z0-9~-][\\w.~-]*/)?[A-Za-z0-9~-][\\w.~-]*(/.*)?");

    private final FileIndex files;
    private final TsConfigs settings;
    private final PackageEntries entries;
    private final NpmWorkspace workspace;
    /** By folder. */
    private final Map<String, Place> places = new ConcurrentHashMap<>();
    /** What was resolved so far, by the settings and the package that decide. */
    private final Map<String, Map<String, Set<String>>> bySurroundings = new ConcurrentHashMap<>();

    /**
     * A folder with what was resolved so far: most files ask for the same as others.
     *
     * @param file one in it
     * @param paths that lead from the folder
     * @param names that lead from wherever the same settings and the same package decide
     */
    record Place(String file, Map<String, Set<String>> paths, Map<String, Set<String>> names) {

        private Map<String, Set<String>> known(String specifier) {
            return specifier.startsWith(".") || specifier.startsWith("/") ? paths : names;
        }
    }

    ModuleResolver(Repository repository, FileIndex files) {
        this.files = files;
        this.settings = new TsConfigs(repository);
        this.entries = new PackageEntries(files);
        this.workspace = repository.model(NpmWorkspace.MODEL);
    }

    /** Where a file's specifiers lead from. */
    Place at(String file) {
        return places.computeIfAbsent(Paths.folder(file), folder -> place(file));
    }

    private Place place(String file) {
        return new Place(
                file,
                new ConcurrentHashMap<>(),
                bySurroundings.computeIfAbsent(surroundings(file), key -> new ConcurrentHashMap<>()));
    }

    /** The files that a specifier means; empty for installed packages, built-in modules and what is not there. */
    Set<String> resolve(Place place, String written) {
        String specifier = plain(written);
        return place.known(specifier).computeIfAbsent(specifier, key -> find(place.file(), key));
    }

    private String surroundings(String from) {
        return settings.scope(from) + "\n"
                + workspace.owner(from).map(NpmPackage::path).orElse("");
    }

    private Set<String> find(String from, String specifier) {
        if (specifier.isEmpty() || specifier.contains(":")) {
            return Set.of();
        }
        if (specifier.startsWith("./")
                || specifier.startsWith("../")
                || specifier.equals(".")
                || specifier.equals("..")) {
            return relative(from, specifier);
        }
        if (specifier.startsWith("/")) {
            return absolute(from, specifier);
        }
        return firstOf(
                () -> existing(settings.candidates(from, specifier)),
                () -> imports(from, specifier),
                () -> inWorkspace(specifier),
                () -> isInstalled(from, specifier) ? Set.of() : byItsEnd(specifier));
    }

    /** Without loaders in front and without a query. */
    private static String plain(String written) {
        String path = written.substring(written.lastIndexOf('!') + 1);
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    private Set<String> relative(String from, String specifier) {
        Optional<String> path = Paths.resolve(Paths.folder(from), specifier);
        if (path.isEmpty()) {
            return Set.of();
        }
        Set<String> found = files.module(path.get());
        return found.isEmpty() ? existing(settings.laidOver(path.get())) : found;
    }

    private Set<String> absolute(String from, String specifier) {
        String folder = workspace.owner(from).map(NpmPackage::folder).orElse("");
        return existing(Stream.of(folder, folder + "/public", folder + "/src", Paths.folder(from), "")
                .flatMap(root -> Paths.resolve(root, specifier.substring(1)).stream()));
    }

    private Set<String> imports(String from, String specifier) {
        return specifier.startsWith("#")
                ? workspace
                        .owner(from)
                        .flatMap(npm -> npm.manifest().get("imports").map(map -> entries.exported(npm, map, specifier)))
                        .orElse(Set.of())
                : Set.of();
    }

    private Set<String> inWorkspace(String specifier) {
        return workspace
                .named(specifier)
                .map(npm -> entries.of(
                        npm, specifier.substring(npm.name().orElse("").length())))
                .orElse(Set.of());
    }

    private boolean isInstalled(String from, String specifier) {
        if (!PACKAGE.matcher(specifier).matches()) {
            return false;
        }
        int slash = specifier.indexOf('/');
        int end = specifier.startsWith("@") ? specifier.indexOf('/', slash + 1) : slash;
        String name = end < 0 ? specifier : specifier.substring(0, end);
        return NodeModules.BUILT_IN.contains(slash < 0 ? specifier : specifier.substring(0, slash))
                || workspace
                        .owner(from)
                        .filter(npm -> workspace.declares(npm, name))
                        .isPresent();
    }

    /** {@code @/a/b}, {@code ~/a/b}, {@code app/a/b}: what stands behind the first part, or all of it. */
    private Set<String> byItsEnd(String specifier) {
        int slash = specifier.indexOf('/');
        if (slash < 0) {
            return specifier.matches("[~#$@].+") ? files.endingWith(specifier.substring(1)) : Set.of();
        }
        Set<String> found = files.endingWith(specifier.replaceFirst("^[~#$@]", ""));
        return found.isEmpty() ? files.endingWith(specifier.substring(slash + 1)) : found;
    }

    /** The files that match a pattern which is resolved when the code runs. */
    Set<String> glob(String from, String pattern) {
        String base = pattern.replaceFirst("^[@~]?/", "");
        if (pattern.startsWith(".")) {
            return Paths.resolve(Paths.folder(from), pattern)
                    .map(path -> files.matching("", path))
                    .orElse(Set.of());
        }
        return files.matching("", "**/" + base);
    }

    /** The files that end like a path whose beginning may be another one: by as much of its end as any file has. */
    Set<String> endingLike(String path) {
        String tail = path;
        Set<String> found = files.endingWith(tail);
        while (found.isEmpty() && tail.contains("/")) {
            tail = tail.substring(tail.indexOf('/') + 1);
            found = files.endingWith(tail);
        }
        return found;
    }

    private Set<String> existing(Stream<String> candidates) {
        return candidates
                .map(files::module)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(Set.of());
    }

    private interface Attempt {
        Set<String> find();
    }

    private static Set<String> firstOf(Attempt... attempts) {
        return List.of(attempts).stream()
                .map(Attempt::find)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(Set.of());
    }
}
