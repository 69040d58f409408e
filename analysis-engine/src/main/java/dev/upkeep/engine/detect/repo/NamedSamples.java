package dev.upkeep.engine.detect.repo;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Databases and archives that tests, scripts and build files name, by the last part of their paths. Packages are none:
 * whatever reads them could fetch them by their version.
 *
 * @param names with their endings
 */
record NamedSamples(Set<String> names) {

    static final Model<NamedSamples> MODEL = new Model<>("repo.named-samples", NamedSamples::read);

    private static final Pattern ENDING =
            Pattern.compile("\\.(?:db|sqlite3?|mdb|rdb|ldb|zip|tar|t?gz|bz2|xz|7z|rar|zst)\\b");
    private static final int LONGEST = 100;

    private static final Pattern BUILD_FILE = Pattern.compile(
            "(?i)(?:GNU)?makefile(?:\\..*)?|.*\\.(?:mk|mak|msc|am|cmake|gradle|kts)|CMakeLists\\.txt|justfile|build\\.rs");

    private static NamedSamples read(Repository repository) {
        Set<String> names = new HashSet<>();
        repository.files().stream()
                .filter(NamedSamples::mayName)
                .flatMap(file -> repository.text(file.path()).stream())
                .flatMap(text -> ENDING.matcher(text).results().map(ending -> name(text, ending)))
                .forEach(names::add);
        return new NamedSamples(Set.copyOf(names));
    }

    private static String name(String text, MatchResult ending) {
        int from = ending.start();
        while (from > 0 && ending.start() - from < LONGEST && isOfName(text.charAt(from - 1))) {
            from--;
        }
        return text.substring(from, ending.end());
    }

    private static boolean isOfName(char character) {
        return Character.isLetterOrDigit(character) || "_-+.@".indexOf(character) >= 0;
    }

    private static boolean mayName(AnalysedFile file) {
        boolean readable = file.language() != Language.BINARY && file.language() != Language.MARKDOWN;
        return readable
                && (file.context() == Context.TEST
                        || file.language() == Language.SHELL
                        || BUILD_FILE.matcher(file.entry().name()).matches());
    }
}
