package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Value;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Packages that are there for tests alone by what they say of themselves. */
public final class TestPackages {

    private static final Pattern FOR_TESTS =
            Pattern.compile("(?i)^([\\w&-]+ ){0,3}(tests?|testing)( (for|of|against|that)\\b|[.,;:(]|$)"
                    + "|\\b(helpers?|utilities|support|harness|fixtures|code) (for|of|shared by) ([\\w-]+ ){0,3}tests?\\b"
                    + "|\\b(used (for|by|in)|to write) ([\\w-]+ ){0,2}tests\\b"
                    + "|\\b(tests?|testing) (suite|harness|helpers?|utilities|support|fixtures)\\b");

    private static final Pattern OF_TESTS =
            Pattern.compile("(.*[-_])?(integration|e2e|acceptance|conformance|smoke|regression)([-_].*)?");

    private TestPackages() {}

    /**
     * Whether nobody outside of the repository gets the package, and either its description, or the first line of its
     * library's documentation, says that it holds tests or helps them, or it is called after a kind of tests and its library
     * serves nobody else.
     */
    public static boolean include(Repository repository, CargoPackage owner) {
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        return workspace.setting(owner, "publish").filter(Value::isFalse).isPresent()
                && (isSaid(repository, owner) || isHarness(repository, owner));
    }

    private static boolean isSaid(Repository repository, CargoPackage owner) {
        return Stream.concat(
                        owner.document().at("package", "description").flatMap(Value::string).stream(),
                        firstWords(repository, owner))
                .anyMatch(text -> FOR_TESTS.matcher(text.strip()).find());
    }

    private static boolean isHarness(Repository repository, CargoPackage owner) {
        Set<CargoTarget.Kind> kinds =
                owner.targets().stream().map(CargoTarget::kind).collect(Collectors.toSet());
        return OF_TESTS.matcher(owner.name()).matches()
                && kinds.contains(CargoTarget.Kind.TEST)
                && !kinds.contains(CargoTarget.Kind.BINARY)
                && repository.model(CargoWorkspace.MODEL).packages().stream()
                        .filter(other -> !other.equals(owner))
                        .flatMap(other -> CargoDependency.of(other.document()).stream())
                        .noneMatch(entry -> entry.packageName().equals(owner.name()));
    }

    private static Stream<String> firstWords(Repository repository, CargoPackage owner) {
        return owner.library().stream()
                .flatMap(library -> repository.text(library.path()).stream())
                .flatMap(text -> text.lines().limit(20))
                .filter(line -> line.startsWith("//!"))
                .map(line -> line.substring(3))
                .limit(1);
    }
}
