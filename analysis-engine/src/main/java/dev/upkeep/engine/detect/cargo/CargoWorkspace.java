package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Toml;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.source.SourceEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All Cargo manifests of a repository: packages with their targets, workspaces, and those that could not be read.
 * Vendored and generated manifests are left out.
 */
public final class CargoWorkspace {

    public static final Model<CargoWorkspace> MODEL = Model.settled("cargo-workspace", CargoWorkspace::read);

    /**
     * Where a requirement is written.
     *
     * @param manifest path of the {@code Cargo.toml}
     */
    public record Requirement(String manifest, CargoDependency dependency) {}

    /** A manifest that could be read, whether it holds a package, a workspace or both. */
    public record Manifest(String path, String folder, Value document) {}

    private static final Pattern BELOW_TESTS = Pattern.compile("(^|/)tests?/");

    private final List<Manifest> manifests = new ArrayList<>();
    private final List<CargoPackage> packages = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final Map<String, Manifest> manifestByFolder = new HashMap<>();
    private final TreeMap<String, CargoPackage> byFolder = new TreeMap<>();
    private final Map<String, CargoPackage> byName = new HashMap<>();

    private CargoWorkspace() {}

    private static CargoWorkspace read(Repository repository) {
        CargoWorkspace workspace = new CargoWorkspace();
        NavigableSet<String> sources = repository.entries().stream()
                .filter(SourceEntry::readable)
                .map(SourceEntry::path)
                .filter(path -> path.endsWith(".rs"))
                .collect(Collectors.toCollection(TreeSet::new));
        repository.named("Cargo.toml").map(AnalysedFile::path).forEach(path -> {
            Optional<Value> document =
                    repository.text(path).flatMap(text -> Toml.parse(text).root());
            document.ifPresentOrElse(
                    root -> workspace.add(new Manifest(path, Paths.folder(path), root), sources),
                    () -> workspace.unreadable.add(path));
        });
        return workspace;
    }

    private void add(Manifest manifest, NavigableSet<String> sources) {
        manifests.add(manifest);
        manifestByFolder.put(manifest.folder(), manifest);
        Optional<String> name = manifest.document().at("package", "name").flatMap(Value::string);
        name.ifPresent(given -> {
            CargoPackage found = new CargoPackage(
                    manifest.path(),
                    manifest.folder(),
                    given,
                    manifest.document(),
                    new CargoTargets(manifest, given, sources).all());
            packages.add(found);
            byFolder.put(manifest.folder(), found);
            byName.putIfAbsent(given, found);
        });
    }

    /** Every manifest that parses, sorted by path. */
    public List<Manifest> manifests() {
        return List.copyOf(manifests);
    }

    /** Every package, sorted by the path of its manifest. */
    public List<CargoPackage> packages() {
        return List.copyOf(packages);
    }

    /** Paths of manifests that do not parse. */
    public List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    /** The package and all packages of the repository that its libraries and programs are built with. */
    public List<CargoPackage> needed(CargoPackage owner) {
        Map<String, CargoPackage> byManifest = new LinkedHashMap<>(Map.of(owner.manifest(), owner));
        Deque<CargoPackage> open = new ArrayDeque<>(List.of(owner));
        while (!open.isEmpty()) {
            CargoDependency.of(open.pop().document()).stream()
                    .filter(each -> !each.isDevelopment() && !each.isBuild())
                    .map(each -> byName.get(each.packageName()))
                    .filter(each -> each != null && byManifest.putIfAbsent(each.manifest(), each) == null)
                    .forEach(open::add);
        }
        return List.copyOf(byManifest.values());
    }

    /** The same, and what its tests and its build script are built with. */
    List<CargoPackage> neededWithTests(CargoPackage owner) {
        return Stream.concat(
                        needed(owner).stream(),
                        CargoDependency.of(owner.document()).stream()
                                .filter(each -> each.isDevelopment() || each.isBuild())
                                .map(each -> byName.get(each.packageName()))
                                .filter(Objects::nonNull)
                                .flatMap(each -> needed(each).stream()))
                .distinct()
                .toList();
    }

    /** Whether an entry leads to a package of the repository that is built with the other one, which is in it too. */
    public boolean bringsAlong(CargoDependency entry, String other) {
        CargoPackage led = byName.get(entry.packageName());
        return led != null
                && byName.containsKey(other)
                && needed(led).stream().map(CargoPackage::name).anyMatch(other::equals);
    }

    /**
     * Whether a package is there for tests to read: by its folder, or because it lies below one for tests and no workspace
     * and no other package takes it in.
     */
    public boolean isTestMaterial(CargoPackage each) {
        return Paths.isTestMaterial(each.manifest())
                || (BELOW_TESTS.matcher(each.folder()).find() && !isMember(each) && !isLedTo(each));
    }

    private boolean isMember(CargoPackage each) {
        return workspaceOf(each).isPresent();
    }

    /** The folder of the workspace above a package that lists it as a member: only the lock file there counts. */
    public Optional<String> workspaceOf(CargoPackage each) {
        return above(each)
                .filter(manifest -> lists(manifest, "members", each) && !lists(manifest, "exclude", each))
                .map(Manifest::folder)
                .findFirst();
    }

    private static boolean lists(Manifest manifest, String key, CargoPackage each) {
        return manifest.document().at("workspace", key).map(Value::strings).stream()
                .flatMap(List::stream)
                .map(member -> manifest.folder().isEmpty() ? member : manifest.folder() + "/" + member)
                .anyMatch(pattern -> each.folder().matches(regex(pattern)));
    }

    private static String regex(String glob) {
        return Stream.of(glob.replaceFirst("^\\./", "").replaceFirst("/$", "").split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining("[^/]*"));
    }

    private boolean isLedTo(CargoPackage each) {
        return packages.stream()
                .flatMap(other -> CargoDependency.of(other.document()).stream()
                        .flatMap(dependency -> dependency.value().get("path").flatMap(Value::string).stream())
                        .flatMap(path -> Paths.resolve(other.folder(), path).stream()))
                .anyMatch(each.folder()::equals);
    }

    /** The line that says what an entry asks for: of an inherited one that of its workspace, as far as that has it. */
    public Requirement requirement(CargoPackage owner, CargoDependency entry) {
        Requirement own = new Requirement(owner.manifest(), entry);
        return entry.isInherited() ? shared(root(owner), entry.key()).orElse(own) : own;
    }

    private Optional<Requirement> shared(String workspace, String key) {
        return Optional.ofNullable(manifestByFolder.get(workspace))
                .flatMap(root -> root.document()
                        .at("workspace", "dependencies")
                        .flatMap(table -> table.entries().stream()
                                .filter(entry -> entry.key().equals(key))
                                .findFirst())
                        .map(entry -> new Requirement(
                                root.path(),
                                new CargoDependency(
                                        entry.key(), "workspace.dependencies", entry.line(), entry.value()))));
    }

    /** The folder of the nearest workspace above a package, even where that leaves it out, or its own. */
    public String root(CargoPackage each) {
        return above(each)
                .filter(manifest -> manifest.document().get("workspace").isPresent())
                .map(Manifest::folder)
                .findFirst()
                .orElse(each.folder());
    }

    /**
     * The manifest with the workspace that a package belongs to: the one that it names, its own, or the nearest above that
     * does not leave it out.
     */
    public Optional<Manifest> rootManifest(CargoPackage each) {
        Optional<String> named = each.document().at("package", "workspace").flatMap(Value::string);
        return named.isPresent()
                ? named.flatMap(path -> Paths.resolve(each.folder(), path)).map(manifestByFolder::get)
                : above(each)
                        .filter(manifest -> manifest.document().get("workspace").isPresent())
                        .filter(manifest -> manifest.path().equals(each.manifest()) || !leavesOut(manifest, each))
                        .findFirst();
    }

    /** As Cargo reads it: both lists are of folders here, and a member that is named stays one. */
    private static boolean leavesOut(Manifest root, CargoPackage each) {
        return leadsTo(root, "exclude", each) && !leadsTo(root, "members", each);
    }

    private static boolean leadsTo(Manifest root, String key, CargoPackage each) {
        return root.document().at("workspace", key).map(Value::strings).stream()
                .flatMap(List::stream)
                .flatMap(path -> Paths.resolve(root.folder(), path).stream())
                .anyMatch(folder -> each.folder().equals(folder) || Paths.isWithin(each.folder(), folder));
    }

    /** The value of a key of {@code [package]}: where the package takes it over, that of its workspace. */
    public Optional<Value> setting(CargoPackage each, String key) {
        Optional<Value> own = each.document().at("package", key);
        return own.flatMap(value -> value.get("workspace"))
                        .filter(Value::isTrue)
                        .isPresent()
                ? rootManifest(each).flatMap(root -> root.document().at("workspace", "package", key))
                : own;
    }

    /** The package of that name. */
    Optional<CargoPackage> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The package whose manifest lies in the folder. */
    Optional<CargoPackage> in(String folder) {
        return Optional.ofNullable(byFolder.get(folder));
    }

    /** The manifest of a package and those in the folders above, the nearest first. */
    private Stream<Manifest> above(CargoPackage each) {
        return Paths.upwards(each.folder()).stream().map(manifestByFolder::get).filter(Objects::nonNull);
    }

    /** The package whose manifest is the nearest above this path; empty where that one could not be read. */
    public Optional<CargoPackage> owner(String path) {
        for (String folder = Paths.folder(path); ; folder = Paths.folder(folder)) {
            CargoPackage found = byFolder.get(folder);
            if (found != null) {
                return Optional.of(found);
            }
            if (folder.isEmpty() || unreadable.contains(folder + "/Cargo.toml")) {
                return Optional.empty();
            }
        }
    }
}
