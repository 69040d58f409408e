package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.npm.NpmPackage.Script;
import dev.upkeep.engine.detect.npm.TurboTasks.Settings;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.source.SourceEntry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds scripts that start a task which the settings of Turborepo do not have, and tasks of these settings that no package
 * has a script for. Evidence: all settings of the workspace, and every manifest in its folder.
 */
final class TurboTaskMissing implements RepositoryDetector {

    /** Manifests of other languages, whose packages newer versions run tasks of as well. */
    private static final List<String> OTHER = List.of("go.mod", "Cargo.toml", "pyproject.toml", "uv.lock");

    @Override
    public Set<String> rules() {
        return Set.of(TurboTasks.RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        TurboTasks turbo = repository.model(TurboTasks.MODEL);
        if (turbo.roots().isEmpty()) {
            return;
        }
        for (NpmPackage npm : repository.model(NpmWorkspace.MODEL).packages()) {
            settings(repository, turbo, npm)
                    .ifPresent(settings -> npm.scripts().forEach(script -> inspect(npm, script, settings, sink)));
        }
        turbo.roots().forEach((folder, settings) -> idle(repository, folder, settings, sink));
    }

    /** Those of the workspace that the package belongs to, and of no other around it. */
    private static Optional<Settings> settings(Repository repository, TurboTasks turbo, NpmPackage npm) {
        String root = repository.model(WorkspaceRoots.MODEL).rootAbove(npm).orElse(npm.folder());
        return Optional.ofNullable(turbo.roots().get(root));
    }

    private static void inspect(NpmPackage npm, Script script, Settings settings, FindingSink sink) {
        Stream<List<String>> commands = Commands.of(script.command()).stream()
                .takeWhile(command -> !command.getFirst().equals("cd"));
        settings.missing(commands, Location.line(npm.path(), script.line()), "The script", script.name())
                .ifPresent(sink::report);
    }

    private static void idle(Repository repository, String folder, Settings settings, FindingSink sink) {
        List<Entry> alone = settings.tasks().stream()
                .filter(task -> !task.key().contains("#") && settings.isAlone(task))
                .filter(task -> !settings.used().contains(task.key()))
                .toList();
        if (alone.isEmpty() || repository.entries().stream().anyMatch(entry -> isOther(entry, folder))) {
            return;
        }
        List<String> manifests = repository.entries().stream()
                .filter(entry -> entry.isNamed("package.json") && Paths.isWithin(entry.path(), folder))
                .flatMap(entry -> repository.text(entry.path()).stream())
                .toList();
        Set<String> keys = alone.stream()
                .map(Entry::key)
                .filter(key -> manifests.stream().anyMatch(text -> text.contains("\"" + key + "\"")))
                .collect(Collectors.toSet());
        alone.stream()
                .filter(task -> !keys.contains(task.key()))
                .map(task -> Draft.of(TurboTasks.RULE, Location.line(settings.path(), task.line()))
                        .scope(task.key())
                        .with("task", task.key())
                        .with("settings", settings.path())
                        .severity(Severity.LOW)
                        .message("No package has a script `{task}`, so this task of Turborepo does nothing"))
                .forEach(sink::report);
    }

    private static boolean isOther(SourceEntry entry, String folder) {
        return OTHER.stream().anyMatch(entry::isNamed) && Paths.isWithin(entry.path(), folder);
    }
}
