package dev.upkeep.engine.detect.rust.reach;

import dev.upkeep.engine.detect.ContextModel;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoTarget.Kind;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.cargo.TestPackages;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.PathContexts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the module tree knows of Rust files better than their paths do: a folder {@code testing} may be production code,
 * and a module without {@code test} in its name may be there for tests alone.
 */
public final class RustContexts {

    public static final Model<ContextModel> MODEL = new Model<>("rust-contexts", RustContexts::read);

    /** Names of packages that help tests, and of those that are tests. */
    private static final Pattern OF_TESTS = Pattern.compile("(.*[-_])?(tests?|testing|fixtures?|mocks?)([-_].*)?");

    /** Modules whose name says so, by their folder or file. */
    private static final Pattern HELPS_TESTS = Pattern.compile(
            "((?:^|/)(?:tests?_(?:utils?|helpers?|support|fixtures?|cfg|common|data|harness)|testutils?|testing|testkit))(?=/|\\.rs$)");

    private static final Pattern TESTS = Pattern.compile("tests[-_].*|.*[-_](tests?|e2e)");

    private RustContexts() {}

    private static ContextModel read(Repository repository) {
        RustModuleTree tree = repository.model(RustModuleTree.MODEL);
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        Map<String, Context> ofPackages = workspace.packages().stream()
                .collect(Collectors.toMap(CargoPackage::folder, RustContexts::byFolder, Context::and));
        testSupport(repository, workspace).forEach(folder -> ofPackages.put(folder, Context.TEST));
        Map<String, Context> contexts = new HashMap<>();
        tree.places().forEach((path, place) -> {
            Context around = workspace
                    .owner(path)
                    .map(owner -> ofPackages.getOrDefault(owner.folder(), Context.PRODUCTION))
                    .orElse(Context.PRODUCTION);
            contexts.put(path, place.context().and(around));
        });
        testHelpers(repository, tree, contexts).forEach(path -> contexts.put(path, Context.TEST));
        repository
                .model(UnreachableFiles.MODEL)
                .all()
                .forEach(lost -> contexts.put(lost.file().path(), Context.UNREACHABLE));
        repository.model(StrandedSources.MODEL).all().stream()
                .flatMap(folder -> folder.files().stream())
                .forEach(file -> contexts.put(file.path(), Context.UNREACHABLE));
        return new ContextModel(contexts, Dependents.count(repository, tree));
    }

    /** Files of modules that are named for tests and from which no production code outside of them imports anything. */
    private static Set<String> testHelpers(Repository repository, RustModuleTree tree, Map<String, Context> contexts) {
        Map<String, String> groups = new HashMap<>();
        contexts.forEach((path, context) -> {
            Matcher named = HELPS_TESTS.matcher(path);
            if (context == Context.PRODUCTION && named.find()) {
                groups.put(path, path.substring(0, named.end(1)));
            }
        });
        Set<String> needed = new HashSet<>();
        if (!groups.isEmpty()) {
            Dependents.inProduction(repository, tree)
                    .forEach((from, imported) -> imported.stream()
                            .map(groups::get)
                            .filter(group -> group != null && !group.equals(groups.get(from)))
                            .forEach(needed::add));
        }
        return groups.keySet().stream()
                .filter(path -> !needed.contains(groups.get(path)))
                .collect(Collectors.toSet());
    }

    /** A package below {@code examples} is an example whatever its targets are, and one of fuzz targets is a test. */
    private static Context byFolder(CargoPackage owner) {
        if (isFuzzing(owner.document())) {
            return Context.TEST;
        }
        return owner.folder().isEmpty()
                ? Context.PRODUCTION
                : PathContexts.of(owner.folder() + "/lib.rs", Language.RUST);
    }

    /** Helpers of tests may have a program that prepares something; others with a program may be there for it. */
    private static boolean isForTests(
            CargoWorkspace workspace, CargoPackage owner, boolean neededByTests, boolean neededByProducts) {
        boolean program = hasProgram(owner);
        boolean internal = isInternal(workspace, owner) || (neededByProducts && isUndescribed(owner));
        return neededByTests
                ? OF_TESTS.matcher(owner.name()).matches() || (internal && !program)
                : TESTS.matcher(owner.name()).matches() && !program;
    }

    private static boolean hasProgram(CargoPackage owner) {
        return owner.targets().stream().anyMatch(target -> target.kind() == Kind.BINARY);
    }

    /** Not for anybody outside of the repository. */
    private static boolean isInternal(CargoWorkspace workspace, CargoPackage owner) {
        return workspace.setting(owner, "publish").filter(Value::isFalse).isPresent();
    }

    /** A plain library that no registry would take as it is. */
    private static boolean isUndescribed(CargoPackage owner) {
        return owner.document().at("package", "description").isEmpty()
                && owner.document().at("lib", "crate-type").isEmpty();
    }

    /** With what people look for on a registry: then it is a product, whatever its name says. */
    private static boolean isPresented(CargoPackage owner) {
        return Stream.of("keywords", "categories")
                .anyMatch(key -> owner.document().at("package", key).isPresent());
    }

    /**
     * Folders of libraries that other packages of the repository need for their tests alone, as far as they are not
     * published or named for it, and of those that nobody needs because they hold the tests themselves.
     */
    private static Set<String> testSupport(Repository repository, CargoWorkspace workspace) {
        Set<String> needed = new HashSet<>();
        Set<String> neededByTests = new HashSet<>();
        Set<String> neededByOthers = new HashSet<>();
        workspace.manifests().forEach(manifest -> {
            Value root = manifest.document();
            Set<String> forTests = new HashSet<>();
            Set<String> built = isFuzzing(root) ? forTests : needed;
            Stream.concat(
                            Stream.of(root),
                            root.get("target").stream()
                                    .flatMap(targets -> targets.entries().stream())
                                    .map(Entry::value))
                    .forEach(tables -> {
                        names(tables, "dependencies", built);
                        names(tables, "build-dependencies", built);
                        names(tables, "dev-dependencies", forTests);
                    });
            neededByTests.addAll(forTests);
            if (isProduct(root, manifest.path())) {
                neededByOthers.addAll(forTests);
            }
        });
        return workspace.packages().stream()
                .filter(owner -> !needed.contains(owner.name()))
                .filter(owner -> isForTests(
                                workspace,
                                owner,
                                neededByTests.contains(owner.name()),
                                neededByOthers.contains(owner.name()))
                        || (!hasProgram(owner) && TestPackages.include(repository, owner)))
                .filter(owner -> !isPresented(owner) || neededByOthers.contains(owner.name()))
                .map(CargoPackage::folder)
                .collect(Collectors.toSet());
    }

    private static boolean isFuzzing(Value manifest) {
        return manifest.at("package", "metadata", "cargo-fuzz")
                .filter(Value::isTrue)
                .isPresent();
    }

    /** A package that is no test or example itself: what it needs for its tests is there for them, and no product. */
    private static boolean isProduct(Value manifest, String path) {
        return manifest.at("package", "name")
                        .flatMap(Value::string)
                        .filter(name -> !OF_TESTS.matcher(name).matches())
                        .isPresent()
                && PathContexts.of(path.replaceFirst("Cargo\\.toml$", "lib.rs"), Language.RUST) == Context.PRODUCTION;
    }

    private static void names(Value tables, String table, Set<String> into) {
        tables.get(table).stream()
                .flatMap(dependencies -> dependencies.entries().stream())
                .map(entry ->
                        entry.value().get("package").flatMap(Value::string).orElse(entry.key()))
                .forEach(into::add);
    }
}
