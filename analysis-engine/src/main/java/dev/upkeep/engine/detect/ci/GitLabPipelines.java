package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.ci.GitLabFiles.File;
import dev.upkeep.engine.detect.ci.PipelineJob.Command;
import dev.upkeep.engine.detect.ci.PipelineJob.Traits;
import dev.upkeep.engine.detect.ci.Pipelines.Image;
import dev.upkeep.engine.detect.ci.Pipelines.Pipeline;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** GitLab's pipeline in the form that rules share. */
final class GitLabPipelines {

    private static final Pattern CHANGES =
            Pattern.compile("merge_request|MERGE_REQUEST|COMMIT_BRANCH|DEFAULT_BRANCH|COMMIT_REF|[\"']push");
    private static final Set<String> NOT_CHANGES =
            Set.of("tags", "schedules", "web", "api", "triggers", "pipelines", "external", "chat");

    private GitLabPipelines() {}

    static Stream<Pipeline> read(Repository repository) {
        GitLabFiles files = repository.model(GitLabFiles.MODEL);
        List<String> received = files.files().stream()
                .flatMap(file -> file.root().entries().stream())
                .flatMap(entry -> entry.value().at("artifacts", "paths").stream())
                .flatMap(paths -> paths.strings().stream())
                .map(path -> path.contains("$") ? "**" : path)
                .toList();
        return files.files().stream()
                .map(file -> new Pipeline(
                        file.path(),
                        GitLabJob.in(files, file)
                                .map(job -> job(repository, files, file, job, received))
                                .toList(),
                        images(file)));
    }

    private static PipelineJob job(
            Repository repository, GitLabFiles files, File file, GitLabJob job, List<String> received) {
        List<Value> environments = job.layers().stream()
                .flatMap(layer -> layer.get("variables").stream())
                .toList();
        List<Command> commands = commands(repository, files, job);
        boolean elsewhere = environments.toString().contains("GIT_STRATEGY");
        boolean cached = !job.whole()
                || job.value("cache").filter(GitLabPipelines::holdsSomething).isPresent()
                || GitHubCaches.CACHING.isIn(environments + commands.toString());
        return new PipelineJob(
                file.path(),
                job.name(),
                job.line(),
                job.own(),
                environments,
                commands,
                Set.of(),
                received,
                new Traits(
                        runsOnChanges(job),
                        startsEmpty(job),
                        cached,
                        elsewhere,
                        job.value("id_tokens").isPresent()));
    }

    /** What runners with tags of their own keep, only their owners know; a container is new each time. */
    private static boolean startsEmpty(GitLabJob job) {
        return job.value("image").isPresent() && job.value("tags").isEmpty();
    }

    private static boolean holdsSomething(Value cache) {
        return !cache.entries().isEmpty() || !cache.items().isEmpty();
    }

    private static boolean runsOnChanges(GitLabJob job) {
        Optional<Value> rules = job.value("rules");
        if (rules.isPresent()) {
            return rules.get().items().stream().anyMatch(GitLabPipelines::admitsChanges);
        }
        List<String> only = job.value("only")
                .map(each ->
                        each.isMapping() ? each.get("refs").map(Value::strings).orElse(List.of()) : each.strings())
                .orElse(List.of());
        return job.value("when").flatMap(Value::text).filter("manual"::equals).isEmpty()
                && (only.isEmpty() || !NOT_CHANGES.containsAll(only));
    }

    private static boolean admitsChanges(Value rule) {
        String when = rule.get("when").flatMap(Value::text).orElse("on_success");
        Optional<String> condition = rule.get("if").flatMap(Value::text);
        return !when.matches("manual|never")
                && condition.map(text -> CHANGES.matcher(text).find()).orElse(true);
    }

    /** Of jobs, of templates, and those that all share. */
    private static List<Image> images(File file) {
        return Stream.concat(
                        Stream.of(file.root()), file.root().entries().stream().map(Entry::value))
                .flatMap(owner -> Stream.of("image", "services")
                        .flatMap(key -> owner.entry(key).stream())
                        .flatMap(entry -> images(file.path(), entry, entry.key().equals("services"))))
                .toList();
    }

    private static Stream<Image> images(String path, Entry entry, boolean service) {
        Stream<Value> values = service ? entry.value().items().stream() : Stream.of(entry.value());
        return values.map(value -> value.get("name").orElse(value))
                .flatMap(value -> value.text().stream().map(name -> new Image(path, value.line(), name, service)));
    }

    /** All lines of a job go through one shell, so that a change of folder holds for those after it. */
    private static List<Command> commands(Repository repository, GitLabFiles files, GitLabJob job) {
        List<Command> commands = new ArrayList<>();
        Optional<String> folder = Optional.of("");
        for (String key : List.of("before_script", "script")) {
            boolean own = job.own().get(key).isPresent();
            for (Value line : job.value(key)
                    .map(each -> lines(files, each))
                    .orElse(Stream.of())
                    .toList()) {
                String text = line.text().orElse("");
                commands.add(new Command(own ? line.line() : job.line(), text, folder, false));
                folder = ShellWalk.of(repository, text, folder).end();
            }
        }
        return List.copyOf(commands);
    }

    /** The lines of a script; lists within it are taken apart, and so is what {@code !reference} names. */
    private static Stream<Value> lines(GitLabFiles files, Value script) {
        List<String> words = script.strings();
        if (script.items().isEmpty()) {
            return Stream.of(script);
        }
        if (words.size() == 2 && words.getFirst().startsWith(".")) {
            return files.named(words.getFirst()).flatMap(each -> each.get(words.getLast())).stream()
                    .flatMap(each -> lines(files, each));
        }
        return script.items().stream().flatMap(each -> lines(files, each));
    }
}
