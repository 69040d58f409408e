package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.any.DuplicatedBlock.Place;
import dev.upkeep.engine.source.Context;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Copies in tests that nobody would merge: the same test in the suites of several packages, of which each tests its own
 * code; and what goes in and what must come out, written down as data.
 */
final class CopiesInTests {

    /** A line of a literal: a key, a value, brackets. */
    private static final String SCALAR =
            "(?:\"[^\"]*+\"|'[^']*+'|`[^`]*+`|-?[\\d._]++|true|false|null|nil|undefined|None)";

    private static final Pattern DATA = Pattern.compile("(?:[\"'`]?+[\\w$.-]++[\"'`]?+\\s*+:)?+\\s*+(?:" + SCALAR
            + "|\\[[\\w\\s.,\"'-]*+\\])?+[\\s\\[\\](){},;]*+");
    /** A row of a table of cases: {@code {"/login", true},}. */
    private static final Pattern ROW = Pattern.compile(
            "[{(\\[]\\s*+(?:(?:\\w++\\s*+:)?+\\s*+(?:" + SCALAR + "|[\\w.]++)\\s*+,?+\\s*+)++[})\\]],?+");

    private CopiesInTests() {}

    /**
     * Whether these places are such copies.
     *
     * @param lines the lines of the first of them
     */
    static boolean areMeant(Repository repository, List<Place> places, List<String> lines) {
        List<AnalysedFile> files = places.stream()
                .map(place -> repository.file(place.path()))
                .flatMap(Optional::stream)
                .toList();
        boolean tests = places.stream().allMatch(place -> isTest(repository, place));
        return tests && (isData(lines) || areOfManyPackages(repository, files));
    }

    private static boolean isTest(Repository repository, Place place) {
        return repository.file(place.path()).stream()
                .anyMatch(file -> file.contextAt(place.startLine()) == Context.TEST);
    }

    private static boolean areOfManyPackages(Repository repository, List<AnalysedFile> files) {
        return files.stream()
                        .flatMap(file -> PackageFolder.of(repository, file).stream())
                        .distinct()
                        .count()
                == files.size();
    }

    /** Whether three quarters of the lines are that. */
    private static boolean isData(List<String> lines) {
        int few = lines.size() / 4;
        return lines.stream()
                        .map(String::strip)
                        .filter(line -> !DATA.matcher(line).matches()
                                && !ROW.matcher(line).matches())
                        .limit(few + 1L)
                        .count()
                <= few;
    }
}
