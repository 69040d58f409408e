package dev.upkeep.engine.detect.rust.cost;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.FindingReview;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.cargo.CargoDependency;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoTarget.Kind;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.service.Services;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program for the command line calls most of its functions once and ends. A pattern that is compiled in one matters
 * where a loop is seen to lead there; else only in a service, beyond its start, and in a library that is published, whose
 * callers nobody knows.
 */
public final class RegexReview implements FindingReview {

    /** Libraries that servers are built from; clients seldom take them directly. */
    private static final Pattern SERVES = Pattern.compile("routerify|pgwire|pingora.*");

    /** A client is built with it too, and with other features. */
    private static final Pattern SERVES_BY_FEATURE = Pattern.compile("hyper\\d*");

    @Override
    public Set<String> rules() {
        return Set.of(RegexCompiledPerCall.RULE);
    }

    @Override
    public boolean stands(Draft draft, Repository repository) {
        CallsElsewhere calls = repository.model(CallsElsewhere.MODEL);
        boolean often = isTrue(draft, "inLoop")
                || isTrue(draft, "calledInLoop")
                || calls.isLooped(names(draft, "callers"))
                || (isCalledOften(draft.location().path(), repository) && !calls.isAtStart(names(draft, "outermost")));
        return often && !isNeverCalled(draft, repository);
    }

    /** Whether nothing but tests leads there: then it is code to take out, not to make faster. */
    private static boolean isNeverCalled(Draft draft, Repository repository) {
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        return draft.data().containsKey("outermost")
                && !isTrue(draft, "calledOtherwise")
                && workspace
                        .owner(draft.location().path())
                        .filter(owner -> !isPublishedLibrary(owner, workspace))
                        .isPresent()
                && Uncalled.are(names(draft, "outermost"), repository);
    }

    private static boolean isTrue(Draft draft, String name) {
        return Boolean.TRUE.equals(draft.data().get(name));
    }

    private static List<String> names(Draft draft, String name) {
        return draft.data().get(name) instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static boolean isCalledOften(String path, Repository repository) {
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        return (Services.holds(repository, path, Language.RUST) && !isDesktop(path, workspace))
                || workspace
                        .owner(path)
                        .filter(owner -> isPublishedLibrary(owner, workspace) || listens(owner, repository))
                        .isPresent();
    }

    /** What a program with a window does, it does for one person. */
    private static boolean isDesktop(String path, CargoWorkspace workspace) {
        return workspace
                .owner(path)
                .filter(owner -> owner.document().at("dependencies", "tauri").isPresent())
                .isPresent();
    }

    /** Whether it answers callers by itself, without a framework. */
    private static boolean listens(CargoPackage owner, Repository repository) {
        return CargoDependency.of(owner.document()).stream()
                        .anyMatch(each -> !each.isDevelopment() && serves(each, owner, repository))
                || repository
                        .files(Language.RUST)
                        .filter(file ->
                                file.context() == Context.PRODUCTION && Paths.isWithin(file.path(), owner.folder()))
                        .anyMatch(file -> names(file, "rust.paths") && !names(file, "rust.test-paths"));
    }

    private static boolean serves(CargoDependency each, CargoPackage owner, Repository repository) {
        boolean byFeature = SERVES_BY_FEATURE.matcher(each.packageName()).matches();
        CargoDependency shared =
                repository.model(CargoWorkspace.MODEL).requirement(owner, each).dependency();
        return SERVES.matcher(each.packageName()).matches()
                || (byFeature
                        && Stream.of(each, shared)
                                .flatMap(entry -> entry.features().stream())
                                .anyMatch(Set.of("server", "full")::contains));
    }

    private static boolean names(AnalysedFile file, String kind) {
        return file.facts().words().getOrDefault(kind, Set.of()).contains("TcpListener");
    }

    /** A registry takes none without a description. */
    private static boolean isPublishedLibrary(CargoPackage owner, CargoWorkspace workspace) {
        boolean program = owner.targets().stream().anyMatch(target -> target.kind() == Kind.BINARY);
        return owner.library().isPresent()
                && !program
                && owner.document().at("package", "description").isPresent()
                && workspace
                        .setting(owner, "publish")
                        .filter(value -> value.isFalse()
                                || (value.string().isEmpty() && value.strings().isEmpty() && !value.isTrue()))
                        .isEmpty();
    }
}
