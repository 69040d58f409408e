package dev.upkeep.engine.detect;

import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files that a script of the repository makes of others: the target of {@code sed 's/one/other/' source > target}, in a
 * shell script or a script of a manifest, and what a shell script removes and then copies anew ({@code rm -rf sync/src},
 * {@code cp -r src sync}). Evidence: the source stands there, of the same kind.
 */
public final class RewrittenFiles {

    /** A call without pipes: what is edited stands right before the redirection. */
    private static final Pattern CALL =
            Pattern.compile("\\bsed\\s(?:'[^']*+'|[^';&|<>])*?\\s([\\w./@-]+)\\s*+>\\s*+([\\w./@-]+)");

    private static final String MANIFEST = "package.json";
    private static final Pattern REMOVAL = Pattern.compile("\\s*rm\\s+-\\w*r\\w*\\s+([\\w./@\\s-]+)");
    private static final Pattern COPY =
            Pattern.compile("\\s*cp\\s+-\\w*[rRa]\\w*\\s+([\\w./@-]+?)/?\\s+([\\w./@-]+?)/?\\s*");

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
        repository
                .files(Language.SHELL)
                .forEach(script -> repository
                        .text(script.path())
                        .filter(text -> text.contains("rm -") && text.contains("cp -"))
                        .ifPresent(text -> copiedAnew(repository, script.entry().folder(), text)
                                .flatMap(folder -> repository.below(folder).stream())
                                .forEach(file -> made.put(file.path(), Context.GENERATED))));
        return Map.copyOf(made);
    }

    /** The folders that a script removes and then copies from another place. */
    private static Stream<String> copiedAnew(Repository repository, String folder, String text) {
        Set<String> removed = new HashSet<>();
        Set<String> copied = new LinkedHashSet<>();
        for (String line : text.lines().toList()) {
            Matcher removal = REMOVAL.matcher(line);
            if (removal.matches()) {
                Stream.of(removal.group(1).strip().split("\\s+", -1))
                        .map(path -> path.replaceFirst("/$", ""))
                        .forEach(removed::add);
            }
            Matcher copy = COPY.matcher(line);
            if (copy.matches()) {
                Stream.of(copy.group(2), copy.group(2) + "/" + Paths.name(copy.group(1)))
                        .filter(removed::contains)
                        .flatMap(target -> place(repository, folder, copy.group(1), target).stream())
                        .forEach(copied::add);
            }
        }
        return copied.stream();
    }

    /** Where the target is: a script may be run from its own folder or from the root, wherever the source stands. */
    private static Optional<String> place(Repository repository, String folder, String source, String target) {
        return Stream.of(folder, "")
                .filter(from -> Paths.resolve(from, source)
                        .filter(path -> !path.isEmpty() && repository.exists(path))
                        .isPresent())
                .flatMap(from -> Paths.resolve(from, target).stream())
                .filter(path -> !path.isEmpty())
                .findFirst();
    }

    private static void collect(Repository repository, String folder, String line, Map<String, Context> made) {
        Matcher call = CALL.matcher(line);
        while (call.find()) {
            String source = call.group(1);
            String target = call.group(2);
            boolean alike = !source.equals(target) && Paths.extension(source).equals(Paths.extension(target));
            if (alike) {
                place(repository, folder, source, target).ifPresent(path -> made.put(path, Context.GENERATED));
            }
        }
    }
}
