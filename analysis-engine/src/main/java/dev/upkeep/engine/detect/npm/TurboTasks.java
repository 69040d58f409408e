package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Json;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.Location;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of Turborepo.
 *
 * @param roots those that belong to a whole workspace, by their folder
 */
public record TurboTasks(Map<String, Settings> roots) {

    public static final Model<TurboTasks> MODEL = Model.settled("npm.turbo-tasks", TurboTasks::read);

    public static final String RULE = "npm/turbo-task-missing";

    private static final Set<String> NAMES = Set.of("turbo.json", "turbo.jsonc");

    /**
     * The settings of one workspace.
     *
     * @param path of the file at its root
     * @param names of all its tasks, those that single packages define too, without the package
     * @param tasks of the file at the root
     * @param used the tasks that others wait for or start
     */
    public record Settings(String path, Set<String> names, List<Entry> tasks, Set<String> used) {

        /**
         * What there is to say of commands that start tasks which are not there; empty where all are.
         *
         * @param kind of what holds the commands, as a sentence begins
         * @param name of it
         */
        public Optional<Draft> missing(Stream<List<String>> commands, Location at, String kind, String name) {
            List<String> missing = commands.flatMap(command -> TurboCall.tasks(command).stream())
                    .filter(task -> !define(task))
                    .distinct()
                    .toList();
            return missing.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Draft.of(RULE, at)
                            .scope(name + " " + String.join(" ", missing))
                            .with("tasks", said(missing))
                            .with("settings", path)
                            .with("what", kind + " `" + name + "`"));
        }

        private static String said(List<String> tasks) {
            return (tasks.size() == 1 ? "the task " : "the tasks ")
                    + tasks.stream().map(task -> "`" + task + "`").collect(Collectors.joining(", "));
        }

        /** Whether a call can name this task: {@code build}, {@code web#build}, {@code //#build}. */
        private boolean define(String task) {
            return names.contains(name(task));
        }

        /** Whether the task does something by itself only, so that it does nothing where no package has such a script. */
        boolean isAlone(Entry task) {
            boolean waits = strings(task, "dependsOn").stream().anyMatch(other -> !other.equals("^" + task.key()));
            boolean starts = !strings(task, "with").isEmpty();
            return !waits && !starts;
        }
    }

    /** The name of a task without its package. */
    static String name(String task) {
        return task.substring(task.indexOf('#') + 1);
    }

    /** The settings that hold for a folder: the nearest of a whole workspace. */
    public Optional<Settings> of(String folder) {
        return Paths.upwards(folder).stream()
                .filter(roots::containsKey)
                .map(roots::get)
                .findFirst();
    }

    private static TurboTasks read(Repository repository) {
        Map<String, Value> files = new TreeMap<>();
        Set<String> unknown = new HashSet<>();
        NAMES.forEach(name -> repository
                .named(name)
                .map(AnalysedFile::path)
                .filter(path -> !Paths.isTestMaterial(path))
                .forEach(path -> parse(repository, path)
                        .filter(root -> files.putIfAbsent(path, root) == null)
                        .ifPresentOrElse(_ -> {}, () -> unknown.add(Paths.folder(path)))));
        Map<String, Settings> roots = new TreeMap<>();
        files.forEach((path, root) -> {
            String folder = Paths.folder(path);
            List<Value> below = files.entrySet().stream()
                    .filter(each -> Paths.isWithin(each.getKey(), folder))
                    .map(Map.Entry::getValue)
                    .toList();
            if (root.get("extends").isEmpty()
                    && unknown.stream().noneMatch(each -> Paths.isWithin(each + "/x", folder))) {
                roots.put(folder, settings(path, root, below));
            }
        });
        return new TurboTasks(Map.copyOf(roots));
    }

    private static Optional<Value> parse(Repository repository, String path) {
        return repository
                .text(path)
                .flatMap(text -> Json.parseRelaxed(text).root())
                .filter(Value::isMapping);
    }

    private static Settings settings(String path, Value root, List<Value> below) {
        Set<String> names = new HashSet<>();
        Set<String> used = new HashSet<>();
        below.stream().flatMap(TurboTasks::tasks).forEach(task -> {
            names.add(name(task.key()));
            Stream.of("dependsOn", "with")
                    .flatMap(key -> strings(task, key).stream())
                    .map(other -> name(other.replaceFirst("^\\^", "")))
                    .filter(other -> !other.equals(task.key()))
                    .forEach(used::add);
        });
        return new Settings(path, Set.copyOf(names), tasks(root).toList(), Set.copyOf(used));
    }

    /** Version 1 called them the pipeline. */
    private static Stream<Entry> tasks(Value root) {
        return Stream.of("tasks", "pipeline")
                .flatMap(key -> root.get(key).stream())
                .flatMap(section -> section.entries().stream());
    }

    private static List<String> strings(Entry task, String key) {
        return task.value().get(key).map(Value::strings).orElse(List.of());
    }
}
