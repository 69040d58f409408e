package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Reading;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.SourceEntry;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where texts hold the names of packages as strings: what a source injects, sets or resolves by its name is used without
 * an import, {@code app.setViewEngine('hbs')}; and other languages that are compiled to JavaScript import in their own way.
 */
final class QuotedNames {

    /** Which are not parsed here, and whose build may use the manifest of another folder. */
    private static final Set<String> COMPILED_TO_SCRIPT =
            Set.of("cljs", "cljc", "clj", "coffee", "elm", "purs", "res", "re", "fs", "fsx", "kt", "scala", "hx", "ls");

    private static final String INSTALLED = "node_modules";

    private final Repository repository;
    private final Reading<Set<String>> reading;
    private final Set<String> byOtherLanguages;

    /** @param names of the packages that will be asked for */
    QuotedNames(Repository repository, Set<String> names) {
        this.repository = repository;
        this.reading = Reading.small(
                "npm.quoted-names\n" + names.stream().sorted().collect(Collectors.joining("\n")),
                (path, text) -> in(text, names));
        this.byOtherLanguages = repository.entries().stream()
                .map(SourceEntry::path)
                .filter(path -> COMPILED_TO_SCRIPT.contains(Paths.extension(path)))
                .flatMap(this::named)
                .collect(Collectors.toSet());
    }

    /** Whether a source of another language, or one of these files, holds the name. */
    boolean hold(String name, Stream<AnalysedFile> files) {
        return byOtherLanguages.contains(name)
                || files.map(AnalysedFile::path).flatMap(this::named).anyMatch(name::equals);
    }

    private Stream<String> named(String path) {
        return repository.read(reading, path).stream().flatMap(Set::stream);
    }

    private static Set<String> in(String text, Set<String> names) {
        Set<String> found = new HashSet<>();
        for (int at = 0; at < text.length(); at++) {
            int start = start(text, at);
            if (start >= 0) {
                String name = packageAt(text, start);
                if (names.contains(name)) {
                    found.add(name);
                } else if (isPattern(text, start, name)) {
                    names.stream().filter(each -> each.startsWith(name)).forEach(found::add);
                }
            }
        }
        return Set.copyOf(found);
    }

    /** Where a name may begin: behind a quotation mark, where packages are installed, and with a scope anywhere. */
    private static int start(String text, int at) {
        return switch (text.charAt(at)) {
            case '"', '\'', '`' -> at + 1;
            case '/' -> text.startsWith(INSTALLED, at - INSTALLED.length()) ? at + 1 : -1;
            case '@' -> at == 0 || !isOfName(text.charAt(at - 1)) ? at : -1;
            default -> -1;
        };
    }

    /** Whether all packages are meant whose names begin so: {@code node_modules/d3-*}. */
    private static boolean isPattern(String text, int start, String name) {
        return name.endsWith("-")
                && text.startsWith("*", start + name.length())
                && text.startsWith(INSTALLED + "/", start - INSTALLED.length() - 1);
    }

    /** The name of the package up to the end of the string or to a path within the package; empty where more follows. */
    private static String packageAt(String text, int start) {
        boolean scoped = start < text.length() && text.charAt(start) == '@';
        int slashes = scoped ? 1 : 0;
        int end = scoped ? start + 1 : start;
        while (end < text.length() && (isOfName(text.charAt(end)) || (text.charAt(end) == '/' && slashes-- > 0))) {
            end++;
        }
        boolean whole = scoped || (end < text.length() && "\"'`/*".indexOf(text.charAt(end)) >= 0);
        return whole ? text.substring(start, end) : "";
    }

    private static boolean isOfName(char each) {
        return (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || (each >= '0' && each <= '9')
                || each == '-'
                || each == '_'
                || each == '.';
    }
}
