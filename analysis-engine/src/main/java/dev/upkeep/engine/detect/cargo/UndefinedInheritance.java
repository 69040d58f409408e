package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.cargo.CargoWorkspace.Manifest;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.finding.NameList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Manifests that take over from their workspace what it does not define, which Cargo refuses (The Cargo Book,
 * "Workspaces"). Evidence: both manifests. Nothing is said where one that might be the workspace's cannot be seen.
 */
final class UndefinedInheritance implements RepositoryDetector {

    private static final String RULE = "cargo/undefined-inheritance";

    private static final int MOST_NAMED = 3;

    /** Written by {@code cargo generate} and the like. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{|\\{%|<%|\\$\\{");

    private static final Pattern TEMPLATE = Pattern.compile("(?i)(^|/)(?:[\\w-]+-)?templates?(/|$)|cookiecutter");

    private static final Set<String> OF_PACKAGE = Set.of(
            "authors",
            "categories",
            "description",
            "documentation",
            "edition",
            "exclude",
            "homepage",
            "include",
            "keywords",
            "license",
            "license-file",
            "publish",
            "readme",
            "repository",
            "rust-version",
            "version");

    /**
     * Something that a manifest takes over.
     *
     * @param table in the manifest of the workspace, below {@code workspace}
     * @param key in that table; empty for the table itself
     */
    private record Inherited(int line, String table, String key) {

        boolean isDefined(Manifest root) {
            Optional<Value> owner = root.document().at("workspace", table);
            return (key.isEmpty() ? owner : owner.flatMap(value -> value.get(key))).isPresent();
        }

        String name() {
            return key.isEmpty() ? table : key;
        }
    }

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        for (CargoPackage each : workspace.packages()) {
            List<Inherited> inherited = inherited(each);
            if (!inherited.isEmpty() && !workspace.isTestMaterial(each) && !isTemplate(repository, each)) {
                judge(repository, workspace, each, inherited, sink);
            }
        }
    }

    private static void judge(
            Repository repository,
            CargoWorkspace workspace,
            CargoPackage each,
            List<Inherited> inherited,
            FindingSink sink) {
        Optional<Manifest> root = workspace.rootManifest(each);
        List<Inherited> missing = inherited.stream()
                .filter(one -> root.filter(one::isDefined).isEmpty())
                .toList();
        boolean known = root.isPresent()
                ? root.get().document().get("workspace").isPresent()
                : !mayBeElsewhere(repository, workspace, each) && !isKeptAside(repository, workspace, each);
        if (known && !missing.isEmpty()) {
            sink.report(draft(each, root, missing));
        }
    }

    /** Whether a manifest that could be that of the workspace is not read here, or another one leads to it. */
    private static boolean mayBeElsewhere(Repository repository, CargoWorkspace workspace, CargoPackage each) {
        Set<String> read = workspace.manifests().stream().map(Manifest::path).collect(Collectors.toSet());
        boolean leads = workspace.packages().stream()
                .filter(other -> each.folder().equals(other.folder()) || Paths.isWithin(each.folder(), other.folder()))
                .anyMatch(other -> other.document().at("package", "workspace").isPresent());
        return leads
                || Paths.upwards(each.folder()).stream()
                        .map(folder -> folder.isEmpty() ? "Cargo.toml" : folder + "/Cargo.toml")
                        .anyMatch(path -> repository.exists(path) && !read.contains(path));
    }

    /** Whether a workspace leaves it out with a comment above: such a one is taken in again by whoever works on it. */
    private static boolean isKeptAside(Repository repository, CargoWorkspace workspace, CargoPackage each) {
        return workspace.manifests().stream()
                .filter(manifest -> Paths.isWithin(each.folder(), manifest.folder()))
                .filter(manifest ->
                        manifest.document().at("workspace", "exclude").isPresent())
                .anyMatch(manifest -> repository
                        .text(manifest.path())
                        .filter(text -> explained(manifest, each).matcher(text).find())
                        .isPresent());
    }

    private static Pattern explained(Manifest root, CargoPackage each) {
        int above = root.folder().isEmpty() ? 0 : root.folder().length() + 1;
        String path = Pattern.quote(each.folder().substring(above));
        return Pattern.compile("#.*\\R\\s*\"(?:\\./)?" + path + "/?\"");
    }

    private static boolean isTemplate(Repository repository, CargoPackage each) {
        return TEMPLATE.matcher(each.folder()).find()
                || repository
                        .text(each.manifest())
                        .filter(text -> PLACEHOLDER.matcher(text).find())
                        .isPresent();
    }

    private static List<Inherited> inherited(CargoPackage each) {
        List<Inherited> found = new ArrayList<>();
        each.document().get("package").map(Value::entries).orElse(List.of()).stream()
                .filter(entry -> OF_PACKAGE.contains(entry.key()) && isInherited(entry.value()))
                .forEach(entry -> found.add(new Inherited(entry.line(), "package", entry.key())));
        CargoDependency.of(each.document()).stream()
                .filter(CargoDependency::isInherited)
                .forEach(entry -> found.add(new Inherited(entry.line(), "dependencies", entry.key())));
        each.document()
                .get("lints")
                .filter(UndefinedInheritance::isInherited)
                .flatMap(lints -> lints.entry("workspace"))
                .map(Entry::line)
                .ifPresent(line -> found.add(new Inherited(line, "lints", "")));
        return found.stream().sorted(Comparator.comparingInt(Inherited::line)).toList();
    }

    private static boolean isInherited(Value value) {
        return value.get("workspace").filter(Value::isTrue).isPresent();
    }

    private static Draft draft(CargoPackage each, Optional<Manifest> root, List<Inherited> missing) {
        List<String> names = missing.stream().map(Inherited::name).distinct().toList();
        return Draft.of(RULE, Location.line(each.manifest(), missing.getFirst().line()))
                .scope(each.name())
                .with("package", each.name())
                .with("missing", names)
                .with("what", NameList.of(names, MOST_NAMED))
                .with("workspace", root.map(Manifest::path).orElse(""))
                .with("from", source(each, root));
    }

    private static String source(CargoPackage each, Optional<Manifest> root) {
        return root.map(manifest -> manifest.path().equals(each.manifest())
                        ? "its own `[workspace]`, which does not define that"
                        : "the workspace in `" + manifest.path() + "`, which does not define that")
                .orElse("a workspace, and belongs to none");
    }
}
