package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Json;
import dev.upkeep.engine.document.Paths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Every package of the repository. Manifests that cannot be read, that were installed or generated, and those that are
 * material for tests are left out.
 */
public final class NpmWorkspace {

    public static final Model<NpmWorkspace> MODEL = Model.settled("npm.workspace", NpmWorkspace::read);

    private final List<NpmPackage> packages;
    private final Map<String, NpmPackage> byFolder = new HashMap<>();
    /** The first of each name. */
    private final Map<String, NpmPackage> byName = new HashMap<>();
    /** What a package and those around it declare, by its folder. */
    private final Map<String, Set<String>> declared = new HashMap<>();
    /** The owners asked for so far, by the path of the file: many rules ask for each file. */
    private final Map<String, Optional<NpmPackage>> owners = new ConcurrentHashMap<>();
    /** The same by folder. */
    private final Map<String, Optional<NpmPackage>> ownersOfFolders = new ConcurrentHashMap<>();

    private NpmWorkspace(List<NpmPackage> packages) {
        this.packages = packages;
        for (NpmPackage each : packages) {
            byFolder.put(each.folder(), each);
            each.name().ifPresent(name -> byName.putIfAbsent(name, each));
        }
        for (NpmPackage each : packages) {
            Set<String> names = new HashSet<>();
            withEnclosing(each).forEach(around -> names.addAll(around.declared()));
            declared.put(each.folder(), Set.copyOf(names));
        }
    }

    private static NpmWorkspace read(Repository repository) {
        return new NpmWorkspace(repository
                .named("package.json")
                .map(AnalysedFile::path)
                .filter(path -> !Paths.isTestMaterial(path))
                .flatMap(path -> repository.text(path).flatMap(text -> parse(path, text)).stream())
                .toList());
    }

    /** The manifest; empty where it cannot be read, which is another rule's business. */
    static Optional<NpmPackage> parse(String path, String text) {
        return Json.parse(text)
                .root()
                .filter(root -> root.isMapping())
                .map(root -> new NpmPackage(path, Paths.folder(path), root));
    }

    /** All of them, sorted by path. */
    public List<NpmPackage> packages() {
        return packages;
    }

    /** The package whose manifest lies in this very folder. */
    Optional<NpmPackage> in(String folder) {
        return Optional.ofNullable(byFolder.get(folder));
    }

    /** The nearest package that a file belongs to. */
    public Optional<NpmPackage> owner(String path) {
        Optional<NpmPackage> known = owners.get(path);
        if (known == null) {
            known = ownerOf(Paths.folder(path));
            owners.put(path, known);
        }
        return known;
    }

    private Optional<NpmPackage> ownerOf(String folder) {
        Optional<NpmPackage> known = ownersOfFolders.get(folder);
        if (known == null) {
            NpmPackage here = byFolder.get(folder);
            known = here != null || folder.isEmpty() ? Optional.ofNullable(here) : ownerOf(Paths.folder(folder));
            ownersOfFolders.put(folder, known);
        }
        return known;
    }

    /** The package, then those in whose folder it lies, up to the root: where a shared dependency may be declared. */
    public Stream<NpmPackage> withEnclosing(NpmPackage inner) {
        List<NpmPackage> around = new ArrayList<>();
        Optional<NpmPackage> at = Optional.of(inner);
        while (at.isPresent()) {
            around.add(at.get());
            at = at.get().folder().isEmpty() ? Optional.empty() : owner(at.get().folder());
        }
        return around.stream();
    }

    /** Whether the package, or one around it, names this dependency in any section. */
    public boolean declares(NpmPackage inner, String dependency) {
        return declared.getOrDefault(inner.folder(), Set.of()).contains(dependency);
    }

    /** Whether a package of this name lives in the repository. */
    public boolean holds(String name) {
        return byName.containsKey(name);
    }

    /** The package that a specifier such as {@code name/sub/path} means; the longest name that fits. */
    public Optional<NpmPackage> named(String specifier) {
        for (int end = specifier.length(); end > 0; end = specifier.lastIndexOf('/', end - 1)) {
            NpmPackage found = byName.get(specifier.substring(0, end));
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
