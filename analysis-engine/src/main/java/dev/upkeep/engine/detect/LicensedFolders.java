package dev.upkeep.engine.detect;

import dev.upkeep.engine.detect.Repository.Reading;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.SourceEntry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Folders below one for libraries with a licence of their own, whose holder the repository does not name. Elsewhere such
 * a licence says little: a part under other terms, as that for enterprises, is a project's own.
 */
final class LicensedFolders {

    private static final Pattern LICENCE = Pattern.compile("(?i)(licen[cs]e|copying)(\\.(md|txt))?");

    /** A year may be missing, but not what shows that a name follows. */
    private static final Pattern HOLDER = Pattern.compile(
            "(?m)^[\\s*]*(?i:copyright)[\\s:,(c)©]+(?:\\d{4}[\\s,–-]*(?:\\d{2,4}|present)?[\\s,]*)*(?:by\\s+)?(\\p{Lu}[\\p{L}.]*(?:[^\\S\\n]+\\p{L}[\\p{L}.]+)?)");

    private static final int HEAD = 2000;

    /** Stands above the text of its licences, whose program ever they are for. */
    private static final String FOUNDATION = "Free Software";

    private static final Pattern LIBRARIES =
            Pattern.compile("(?i)libs?|libraries|deps|external|extern|contrib|third[_-]?party|vendor(ed)?");

    /** A package of a group has a licence of its own as well. */
    private static final List<String> MANIFESTS =
            List.of("package.json", "Cargo.toml", "go.mod", "pyproject.toml", "setup.py", "pom.xml", "build.gradle");

    private static final Reading<Optional<String>> HOLDERS =
            Reading.small("licensed-folders.holder", (path, text) -> holder(text));

    private LicensedFolders() {}

    /** @param own asked, once and where there is such a folder, for what the repository says of whose it is */
    static List<String> ofOthers(Repository repository, Function<Repository, String> own) {
        List<String> licences = repository.entries().stream()
                .filter(entry -> LICENCE.matcher(entry.name()).matches())
                .map(SourceEntry::path)
                .filter(path -> isAmongLibraries(Paths.folder(path)) && !isPackage(repository, Paths.folder(path)))
                .toList();
        if (licences.isEmpty()) {
            return List.of();
        }
        String ours = letters(own.apply(repository));
        return licences.stream()
                .filter(path -> repository
                        .read(HOLDERS, path)
                        .flatMap(found -> found)
                        .filter(holder -> !holder.startsWith(FOUNDATION) && !ours.contains(letters(holder)))
                        .isPresent())
                .map(Paths::folder)
                .distinct()
                .toList();
    }

    private static boolean isAmongLibraries(String folder) {
        return !folder.isEmpty()
                && Stream.of(Paths.folder(folder).split("/", -1))
                        .anyMatch(part -> LIBRARIES.matcher(part).matches());
    }

    private static boolean isPackage(Repository repository, String folder) {
        return MANIFESTS.stream().anyMatch(name -> repository.exists(folder + "/" + name));
    }

    private static Optional<String> holder(String text) {
        Matcher holder = HOLDER.matcher(text.substring(0, Math.min(text.length(), HEAD)));
        return holder.find() ? Optional.of(holder.group(1)) : Optional.empty();
    }

    /** Without blanks, signs and capitals, which people write now so and now so: {@code Shop, Inc.} and {@code Shop Inc}. */
    private static String letters(String text) {
        return text.replaceAll("[^\\p{L}]", "").toLowerCase(Locale.ROOT);
    }
}
