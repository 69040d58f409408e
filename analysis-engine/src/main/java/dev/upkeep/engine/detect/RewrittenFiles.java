package dev.upkeep.engine.detect;

import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files that a script of the repository makes of others: the target of {@code sed 's/one/other/' source > target}, in a
 * shell script or a script of a manifest. Evidence: the source stands there, of the same kind.
 */
public final class RewrittenFiles {

    /** A call without pipes: what is edited stands right before the redirection. */
    private static final Pattern CALL =
            Pattern.compile("\\bsed\\s(?:'[^']*+'|[^';&|<>])*?\\s([\\w./@-]+)\\s*+>\\s*+([\\w./@-]+)");

    private static final String MANIFEST = "package.json";

    private RewrittenFiles() {}

    /** The made files by path. */
    public static Map<String, Context> in(Repository repository) {
        Map<String, Context> made = new HashMap<>();
        repository.files().stream()
                .filter(file ->
                        file.language() == Language.SHELL || file.entry().name().equals(MANIFEST))
                .forEach(script -> repository
                        .text(script.path())
                        .filter(text -> text.contains("sed "))
                        .ifPresent(text -> text.lines()
                                .filter(line -> line.contains("sed ") && line.contains(">"))
                                .forEach(line ->
                                        collect(repository, script.entry().folder(), line, made))));
        return Map.copyOf(made);
    }

    private static void collect(Repository repository, String folder, String line, Map<String, Context> made) {
        Matcher call = CALL.matcher(line);
        while (call.find()) {
            String source = call.group(1);
            String target = call.group(2);
            boolean alike = !source.equals(target) && Paths.extension(source).equals(Paths.extension(target));
            // A script may be run from its own folder or from the root.
            (alike ? Stream.of(folder, "") : Stream.<String>empty())
                    .filter(from -> isAt(repository, from, source))
                    .flatMap(from -> Paths.resolve(from, target).stream())
                    .findFirst()
                    .ifPresent(path -> made.put(path, Context.GENERATED));
        }
    }

    private static boolean isAt(Repository repository, String folder, String relative) {
        return Paths.resolve(folder, relative)
                .filter(path -> repository.file(path).isPresent())
                .isPresent();
    }
}
