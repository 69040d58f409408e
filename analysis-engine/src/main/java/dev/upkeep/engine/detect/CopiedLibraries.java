package dev.upkeep.engine.detect;

import dev.upkeep.engine.detect.Repository.Reading;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Libraries that lie among the own sources as a copy: below a folder {@code vendored}, which is read all the same, since
 * it is compiled with the rest; in a folder of libraries with a licence of somebody else; or where two things say so: the
 * file names a holder of its copyright whom the repository's own licence does not name, and the repository keeps it from
 * its linter or formatter, or hands it to browsers as it is.
 */
public final class CopiedLibraries {

    private static final Pattern IN_FOLDER = Pattern.compile("(^|/)vendored/");
    private static final List<String> SERVED_FOLDERS = List.of("public/", "static/", "root/");
    /** Below these, browsers are given files as they are. */
    private static final Pattern SERVED = Pattern.compile("(^|/)(public|static|wwwroot|webroot)/");

    private static final Set<Language> SCRIPTS =
            EnumSet.of(Language.JAVASCRIPT, Language.TYPESCRIPT, Language.TSX, Language.CSS);
    private static final Pattern LICENCE = Pattern.compile("(?i)(licen[cs]e|copying|readme|notice|authors)(\\.\\w+)?");
    private static final Pattern SPEAKS_OF_OWNERS = Pattern.compile("(?i)licen[cs]e|copying|notice|authors");
    /** Elsewhere, as in a readme, many a name stands only because the project works with what bears it. */
    private static final Pattern OF_OWNER = Pattern.compile("(?i)copyright|\\(c\\)|©|author|maintain");

    private static final Pattern HOLDER = Pattern.compile(
            "(?i)(?:copyright|\\(c\\)|©)[\\s:,(c)©]*(?:\\d{4}[\\s,–-]*(?:\\d{2,4}|present)?[\\s,]*)+(?:by\\s+)?([\\p{L}][\\p{L}.]*(?:\\s+\\p{L}[\\p{L}.]+)?)");
    private static final int HEAD = 2000;

    /** Whom the head of a file names as its owner. */
    private static final Reading<Optional<String>> HOLDERS =
            Reading.small("copied-libraries.holder", (path, text) -> holder(text));

    private CopiedLibraries() {}

    /** The copies by path. */
    public static Map<String, Context> in(Repository repository) {
        Map<String, Context> copies = new HashMap<>();
        repository.files().stream()
                .filter(file -> file.path().contains("vendored/")
                        && IN_FOLDER.matcher(file.path()).find())
                .forEach(file -> copies.put(file.path(), Context.VENDORED));
        List<String> folders = LicensedFolders.ofOthers(repository, CopiedLibraries::ownLicence);
        if (!folders.isEmpty()) {
            repository.files().stream()
                    .map(AnalysedFile::path)
                    .filter(path -> folders.stream().anyMatch(folder -> Paths.isWithin(path, folder)))
                    .forEach(path -> copies.put(path, Context.VENDORED));
        }
        LinterIgnores hidden = repository.model(LinterIgnores.MODEL);
        List<AnalysedFile> candidates = repository.files().stream()
                .filter(file ->
                        SCRIPTS.contains(file.language()) && (hidden.cover(file.path()) || isServed(file.path())))
                .toList();
        String own = candidates.isEmpty() ? "" : ownLicence(repository);
        candidates.stream()
                .filter(file -> isSomebodyElses(repository, file, own))
                .forEach(file -> copies.put(file.path(), Context.VENDORED));
        return Map.copyOf(copies);
    }

    private static boolean isServed(String path) {
        return SERVED_FOLDERS.stream().anyMatch(path::contains)
                && SERVED.matcher(path).find();
    }

    private static boolean isSomebodyElses(Repository repository, AnalysedFile file, String own) {
        return repository
                .read(HOLDERS, file.path())
                .flatMap(found -> found)
                .filter(holder -> !own.contains(holder))
                .isPresent();
    }

    private static Optional<String> holder(String text) {
        Matcher holder = HOLDER.matcher(text.substring(0, Math.min(text.length(), HEAD)));
        return holder.find() ? Optional.of(holder.group(1)) : Optional.empty();
    }

    /** What the repository says of whose it is. */
    private static String ownLicence(Repository repository) {
        return repository.entries().stream()
                .filter(entry ->
                        LICENCE.matcher(entry.path()).matches() || entry.path().equals("package.json"))
                .flatMap(entry -> repository.text(entry.path()).stream()
                        .flatMap(String::lines)
                        .filter(line -> SPEAKS_OF_OWNERS.matcher(entry.name()).lookingAt()
                                || OF_OWNER.matcher(line).find()))
                .collect(Collectors.joining("\n"));
    }
}
