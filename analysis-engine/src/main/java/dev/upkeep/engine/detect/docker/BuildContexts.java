package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Language;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Folders that images may be built in.
 *
 * @param named by {@code context:} of compose files and workflows, from their own folder and from the root
 * @param filled by a workflow with what another job made
 */
record BuildContexts(Set<String> named, Set<String> filled) {

    static final Model<BuildContexts> MODEL = new Model<>("docker.contexts", BuildContexts::read);

    private static final Pattern CONTEXT = Pattern.compile(
            "^\\s*-?\\s*(?:context|build|working-directory):[ \\t]*['\"]?([^'\"\\s#{]+)", Pattern.MULTILINE);

    /** A step that fetches artifacts, up to the folder that it puts them into. */
    private static final Pattern FILLED = Pattern.compile(
            "\\bactions/download-artifact@\\S+[ \\t]*(?:#.*)?\\R(?:(?!\\s*-\\s).*\\R){0,8}?\\s+path:[ \\t]*['\"]?([^'\"\\s#{$]+)");

    private static BuildContexts read(Repository repository) {
        Set<String> named = new TreeSet<>();
        Set<String> filled = new TreeSet<>();
        repository
                .files(Language.YAML)
                .forEach(file -> repository.text(file.path()).ifPresent(text -> {
                    Matcher context = CONTEXT.matcher(text);
                    while (context.find()) {
                        Paths.resolve(Paths.folder(file.path()), context.group(1))
                                .ifPresent(named::add);
                        Paths.resolve("", context.group(1)).ifPresent(named::add);
                    }
                    FILLED.matcher(text)
                            .results()
                            .flatMap(step -> Paths.resolve("", step.group(1)).stream())
                            .forEach(filled::add);
                }));
        return new BuildContexts(Set.copyOf(named), Set.copyOf(filled));
    }

    /** Every folder that this Dockerfile may be built in: its own, those above it, and the named ones. */
    Set<String> of(String dockerfile) {
        Set<String> folders = new LinkedHashSet<>();
        for (String folder = Paths.folder(dockerfile); !folder.isEmpty(); folder = Paths.folder(folder)) {
            folders.add(folder);
        }
        folders.add("");
        folders.addAll(named);
        return folders;
    }

    /** Whether a workflow may put this file there before it builds. */
    boolean mayBeFilled(String path) {
        return filled.stream().anyMatch(folder -> path.equals(folder) || Paths.isWithin(path, folder));
    }
}
