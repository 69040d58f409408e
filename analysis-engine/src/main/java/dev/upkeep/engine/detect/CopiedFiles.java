package dev.upkeep.engine.detect;

import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files that a script or the settings of a bundler copy from another place of the repository, and that are committed all
 * the same. Evidence: the script copies and names both, and nearly all lines of the copy are lines of the original.
 */
public final class CopiedFiles {

    /** Paths that a script names that copies files, each with its place among them. */
    public static final String PATHS = "script.copied-paths";

    private static final Pattern CALL = Pattern.compile("\\bcp\\s+(?:-\\w+\\s+)*+([\\w./@-]+)\\s+([\\w./@-]+)");
    private static final String MANIFEST = "package.json";

    private CopiedFiles() {}

    /** The copies by path. */
    public static Map<String, Context> in(Repository repository) {
        Map<String, Context> copies = new HashMap<>();
        for (AnalysedFile file : repository.files()) {
            Set<String> named = file.facts().words().getOrDefault(PATHS, Set.of());
            if (!named.isEmpty()) {
                List<String> paths = named.stream()
                        .sorted()
                        .map(path -> path.substring(path.indexOf(' ') + 1))
                        .toList();
                collect(repository, file.entry().folder(), paths, copies);
            }
            if (file.language() == Language.SHELL || file.entry().name().equals(MANIFEST)) {
                repository
                        .text(file.path())
                        .filter(text -> text.contains("cp "))
                        .ifPresent(text -> called(text)
                                .forEach(paths ->
                                        collect(repository, file.entry().folder(), paths, copies)));
            }
        }
        return Map.copyOf(copies);
    }

    private static Stream<List<String>> called(String text) {
        return text.lines()
                .filter(line -> line.contains("cp "))
                .flatMap(line -> CALL.matcher(line).results())
                .map(call -> List.of(call.group(1), call.group(2)));
    }

    private static void collect(Repository repository, String folder, List<String> paths, Map<String, Context> copies) {
        for (int at = 0; at < paths.size(); at++) {
            Optional<String> source = file(repository, folder, paths.get(at));
            for (int to = 0; source.isPresent() && to < paths.size(); to++) {
                target(repository, folder, source.get(), paths.get(to), to > at)
                        .filter(target -> isCopy(repository, source.get(), target))
                        .ifPresent(target -> copies.put(target, Context.GENERATED));
            }
        }
    }

    /** A script is run from its own folder or from the root. */
    private static Optional<String> file(Repository repository, String folder, String path) {
        return Stream.of(folder, "")
                .flatMap(from -> Paths.resolve(from, path).stream())
                .filter(resolved -> repository.file(resolved).isPresent())
                .findFirst();
    }

    /** Where the copy lies; settings name the folder first at times, but no file before the one that it is copied from. */
    private static Optional<String> target(
            Repository repository, String folder, String source, String path, boolean behind) {
        Optional<String> within = file(repository, folder, path + "/" + Paths.name(source));
        return within.or(() -> behind ? file(repository, folder, path) : Optional.empty())
                .filter(target ->
                        !target.equals(source) && Paths.extension(target).equals(Paths.extension(source)));
    }

    private static boolean isCopy(Repository repository, String source, String target) {
        Set<String> original = new HashSet<>(lines(repository, source));
        List<String> copy = lines(repository, target);
        long same = copy.stream().filter(original::contains).count();
        return !copy.isEmpty() && same * 10 >= copy.size() * 8L;
    }

    private static List<String> lines(Repository repository, String path) {
        return repository.text(path).stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> line.length() > 2)
                .toList();
    }
}
