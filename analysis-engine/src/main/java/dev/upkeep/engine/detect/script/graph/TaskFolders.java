package dev.upkeep.engine.detect.script.graph;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Folders whose files Trigger.dev starts one by one, as {@code dirs} of its settings name them. */
final class TaskFolders {

    private static final Pattern FOLDERS = Pattern.compile("(?m)^\\s*dirs\\s*:\\s*\\[([^\\]]*)\\]");
    private static final Pattern QUOTED = Pattern.compile("['\"`]([^'\"`]+)['\"`]");

    private TaskFolders() {}

    static Set<String> of(Repository repository, NpmWorkspace workspace) {
        Set<String> folders = new TreeSet<>();
        for (NpmPackage npm : workspace.packages()) {
            Stream.of("ts", "mts", "js", "mjs")
                    .flatMap(extension -> npm.resolve("trigger.config." + extension).stream())
                    .flatMap(path -> repository.text(path).stream())
                    .flatMap(text -> FOLDERS.matcher(text).results())
                    .map(folder -> folder.group(1))
                    .flatMap(list -> QUOTED.matcher(list).results())
                    .map(MatchResult::group)
                    .flatMap(quoted -> npm.resolve(quoted.substring(1, quoted.length() - 1)).stream())
                    .forEach(folders::add);
        }
        return folders;
    }
}
