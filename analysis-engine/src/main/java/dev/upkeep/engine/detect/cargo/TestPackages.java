package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Value;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Packages that are there for tests alone by what they say of themselves. */
public final class TestPackages {

    private static final Pattern FOR_TESTS =
            Pattern.compile("(?i)^([\\w&-]+ ){0,3}(tests?|testing)( (for|of|against|that)\\b|[.,;:(]|$)"
                    + "|\\b(helpers?|utilities|support|harness|fixtures|code) (for|of|shared by) ([\\w-]+ ){0,3}tests?\\b"
                    + "|\\b(used (for|by|in)|to write) ([\\w-]+ ){0,2}tests\\b"
                    + "|\\b(tests?|testing) (suite|harness|helpers?|utilities|support|fixtures)\\b");

    private TestPackages() {}

    /**
     * Whether nobody outside of the repository gets the package, and its description, or the first line of its library's
     * documentation, says that it holds tests or helps them.
     */
    public static boolean include(Repository repository, CargoPackage owner) {
        return owner.document().at("package", "publish").filter(Value::isFalse).isPresent()
                && Stream.concat(
                                owner.document().at("package", "description").flatMap(Value::string).stream(),
                                firstWords(repository, owner))
                        .anyMatch(text -> FOR_TESTS.matcher(text.strip()).find());
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
