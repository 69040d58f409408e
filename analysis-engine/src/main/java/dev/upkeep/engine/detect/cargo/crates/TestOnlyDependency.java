package dev.upkeep.engine.detect.cargo.crates;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.cargo.CargoDependency;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.cargo.Features;
import dev.upkeep.engine.detect.cargo.ManifestLines;
import dev.upkeep.engine.detect.cargo.TestPackages;
import dev.upkeep.engine.detect.cargo.WrittenByMacros;
import dev.upkeep.engine.detect.rust.reach.RustModuleTree;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.facts.FileFacts.ContextRange;
import dev.upkeep.engine.facts.FileFacts.Item;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.PathContexts;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds crates among the ordinary dependencies that only tests, examples and benchmarks name. Evidence: every compiled
 * file of the package; where no path of shipped code names the crate, its text outside of {@code cfg(test)} is searched
 * for the word as well.
 */
final class TestOnlyDependency implements RepositoryDetector {

    private static final String RULE = "cargo/test-only-dependency";
    private static final int MOST_PLACES = 5;
    /** They may be there for another crate that is built with them. */
    private static final double WITH_FEATURES = 0.7;
    /** They work without being named, or under conditions of their own. */
    private static final Pattern IMPLICIT = Pattern.compile(
            ".*-sys|.*-src|.*-static|getrandom|openssl|native-tls|ring|wasm-bindgen|js-sys|web-sys|(.*[-_])?workspace[-_]hack"
                    + "|loom|kani|arbitrary|libfuzzer-sys|shuttle|.*alloc.*");
    /** With such a feature, code for tests may be compiled into the package for others. */
    private static final Pattern FOR_TESTS = Pattern.compile(".*(test|mock|fuzz|loom|bench|stub|fake|fixture).*");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        CrateSources sources = repository.model(CrateSources.MODEL);
        for (CargoPackage each : repository.model(CargoWorkspace.MODEL).packages()) {
            if (isJudged(each)
                    && !TestPackages.include(repository, each)
                    && sources.isComplete(each)
                    && sources.shipped(each).anyMatch(TestOnlyDependency::holdsMoreThanTests)) {
                CargoDependency.of(each.document()).stream()
                        .filter(dependency -> dependency.table().equals("dependencies") && !dependency.isOptional())
                        .filter(dependency ->
                                !IMPLICIT.matcher(dependency.packageName()).matches())
                        .filter(dependency -> !isForwarded(each, dependency))
                        .forEach(dependency -> judge(repository, sources, each, dependency, sink));
            }
        }
    }

    /** A package of tests or examples has its own way, and features for tests compile more than is seen here. */
    private static boolean isJudged(CargoPackage owner) {
        return PathContexts.of(owner.manifest(), Language.TOML) == Context.PRODUCTION
                && !FOR_TESTS.matcher(owner.name()).matches()
                && features(owner).stream()
                        .noneMatch(entry -> FOR_TESTS.matcher(entry.key()).matches());
    }

    /** A library of nothing but {@code #[cfg(test)]} modules, or of nothing at all, is built for its tests and examples alone. */
    private static boolean holdsMoreThanTests(AnalysedFile file) {
        List<Item> items = file.facts().items();
        return (items.isEmpty() && file.facts().lines().code() > 0)
                || items.stream().anyMatch(item -> file.contextAt(item.startLine()) == file.context());
    }

    private static List<Entry> features(CargoPackage owner) {
        return owner.document().get("features").map(Value::entries).orElse(List.of());
    }

    private static boolean isForwarded(CargoPackage owner, CargoDependency dependency) {
        return features(owner).stream()
                .flatMap(entry -> entry.value().strings().stream())
                .anyMatch(feature ->
                        feature.startsWith(dependency.key() + "/") || feature.startsWith(dependency.key() + "?/"));
    }

    private static void judge(
            Repository repository,
            CrateSources sources,
            CargoPackage owner,
            CargoDependency dependency,
            FindingSink sink) {
        List<String> names = dependency.codeNames().toList();
        boolean shipped = sources.shipped(owner)
                .anyMatch(file -> names.stream().anyMatch(name -> isNamedInProduction(file, name)));
        List<AnalysedFile> inTests = shipped
                ? List.of()
                : sources.of(owner).stream()
                        .filter(file -> purpose(repository, file) != Context.SCRIPT)
                        .filter(file -> names.stream().anyMatch(CrateSources.words(file, "rust.paths")::contains))
                        .filter(file -> sources.names(file, dependency))
                        .toList();
        if (!inTests.isEmpty()
                && !isWritten(repository, sources, owner, dependency)
                && !WrittenByMacros.name(repository, owner, dependency)
                && !isInGeneratedCode(repository, owner, names)
                && !Features.serveOthers(repository.model(CargoWorkspace.MODEL), owner, dependency)) {
            Draft draft = Draft.of(RULE, Location.line(owner.manifest(), dependency.line()))
                    .scope(dependency.key())
                    .with("dependency", dependency.key())
                    .with("package", owner.name())
                    .with(
                            "usedIn",
                            inTests.stream()
                                    .limit(MOST_PLACES)
                                    .map(file -> sources.place(file, dependency).toString())
                                    .toList())
                    .with("first", sources.place(inTests.getFirst(), dependency).toString())
                    .with("files", inTests.size());
            sink.report(
                    dependency.features().isEmpty()
                            ? mended(repository, owner, dependency, draft)
                            : draft.confidence(WITH_FEATURES));
        }
    }

    private static Draft mended(Repository repository, CargoPackage owner, CargoDependency dependency, Draft draft) {
        return repository
                .text(owner.manifest())
                .flatMap(text -> new ManifestLines(owner.manifest(), text)
                        .moveToTests(dependency.line(), "Move `" + dependency.key() + "` to `[dev-dependencies]`"))
                .map(draft::fix)
                .orElse(draft);
    }

    private static boolean isNamedInProduction(AnalysedFile file, String name) {
        return CrateSources.words(file, "rust.paths").contains(name)
                && !CrateSources.words(file, "rust.test-paths").contains(name);
    }

    private static Context purpose(Repository repository, AnalysedFile file) {
        return repository.model(RustModuleTree.MODEL).purpose(file.path()).orElse(file.context());
    }

    /** Whether shipped code holds the word outside of tests and comments, be it in a macro that is not understood. */
    private static boolean isWritten(
            Repository repository, CrateSources sources, CargoPackage owner, CargoDependency dependency) {
        List<String> names = dependency.codeNames().toList();
        Pattern word = Pattern.compile("(?<!\\w)(" + String.join("|", names) + ")(?!\\w)");
        return sources.shipped(owner).anyMatch(file -> {
            List<String> lines = repository
                    .text(file.path())
                    .map(text -> text.lines().toList())
                    .orElse(List.of());
            for (int at = 0; at < lines.size(); at++) {
                String line = lines.get(at);
                if ((word.matcher(line).find() || WrittenByMacros.isDerived(dependency, line))
                        && !line.strip().startsWith("//")
                        && file.facts().contexts().stream().noneMatch(isTest(at + 1))) {
                    return true;
                }
            }
            return false;
        });
    }

    /** Whether code that a build script wrote into the tree names it, wherever that is included. */
    private static boolean isInGeneratedCode(Repository repository, CargoPackage owner, List<String> names) {
        return repository
                .files(Language.RUST)
                .filter(file -> file.context() == Context.GENERATED && Paths.isWithin(file.path(), owner.folder()))
                .flatMap(file -> repository.text(file.path()).stream())
                .anyMatch(text -> names.stream().anyMatch(text::contains));
    }

    private static Predicate<ContextRange> isTest(int line) {
        return range -> range.context() == Context.TEST && range.covers(line);
    }
}
