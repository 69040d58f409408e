package dev.upkeep.engine.detect.rust.reach;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoTarget.Kind;
import dev.upkeep.engine.detect.rust.reach.RustModuleTree.Place;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Files with test functions that {@code cargo test} does not run: below {@code tests} without a target that leads there,
 * or in targets that are built but not tested.
 */
public final class TestsNeverRun implements RepositoryDetector {

    private static final String RULE = "rust/tests-never-run";
    private static final Pattern TESTS_ALL = Pattern.compile("--all-targets|--examples?\\b|--bins?\\b|nextest");
    private static final long LARGEST_SCRIPT = 200_000;

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        RustModuleTree tree = repository.model(RustModuleTree.MODEL);
        List<AnalysedFile> tested = repository
                .files(Language.RUST)
                .filter(file -> tests(file) > 0)
                .filter(file -> file.context() != Context.VENDORED && file.context() != Context.GENERATED)
                .toList();
        for (AnalysedFile file : tested) {
            Optional<Place> place = tree.place(file.path());
            Optional<CargoPackage> owner = tree.closedPackage(file.path());
            if (place.isEmpty() && owner.isPresent() && isLost(owner.get(), file, tree, repository)) {
                report(file, "no test target compiles this file", sink);
            } else if (place.isPresent() && owner.isPresent()) {
                untested(place.get())
                        .filter(reason -> !someoneTestsAll(repository))
                        .ifPresent(reason -> report(file, reason, sink));
            }
        }
    }

    private static long tests(AnalysedFile file) {
        return file.facts().links().stream()
                .filter(link -> link.kind().equals("test"))
                .count();
    }

    private static boolean isLost(CargoPackage owner, AnalysedFile file, RustModuleTree tree, Repository repository) {
        String folder = owner.folder().isEmpty() ? "tests" : owner.folder() + "/tests";
        return Paths.isWithin(file.path(), folder)
                && !UnreachableFiles.isMaterial(file.path().substring(folder.length()))
                && !tree.belongsToMissingModule(file.path())
                && !repository.model(NamedElsewhere.MODEL).contains(file.path());
    }

    /** Why the tests of a file that is compiled are not run; empty where they are, or where that is not sure. */
    private static Optional<String> untested(Place place) {
        if (place.tested()) {
            return Optional.empty();
        }
        if (place.kinds().equals(Set.of(Kind.EXAMPLE))) {
            return Optional.of("it belongs to an example, which `cargo test` builds but does not test");
        }
        if (place.kinds().equals(Set.of(Kind.BUILD_SCRIPT))) {
            return Optional.of("it belongs to a build script, which `cargo test` does not test");
        }
        boolean switchedOff = place.kinds().stream().allMatch(kind -> kind == Kind.LIBRARY || kind == Kind.BINARY);
        return switchedOff ? Optional.of("the manifest says `test = false` for its target") : Optional.empty();
    }

    /** Whether a script or workflow asks Cargo for more than it tests by itself. */
    private static boolean someoneTestsAll(Repository repository) {
        return repository
                .files(Language.YAML, Language.SHELL, Language.TEXT, Language.TOML)
                .anyMatch(file -> {
                    boolean small = file.entry().size() <= LARGEST_SCRIPT;
                    return small
                            && repository
                                    .text(file.path())
                                    .filter(text -> text.contains("cargo")
                                            && TESTS_ALL.matcher(text).find())
                                    .isPresent();
                });
    }

    private static void report(AnalysedFile file, String reason, FindingSink sink) {
        int first = file.facts().links().stream()
                .filter(link -> link.kind().equals("test"))
                .mapToInt(link -> link.line())
                .min()
                .orElse(1);
        sink.report(Draft.of(RULE, Location.line(file.path(), first))
                .with("tests", tests(file))
                .with("reason", reason)
                .with("urgent", true));
    }
}
