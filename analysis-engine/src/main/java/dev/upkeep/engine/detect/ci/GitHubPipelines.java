package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.ci.PipelineJob.Command;
import dev.upkeep.engine.detect.ci.PipelineJob.Traits;
import dev.upkeep.engine.detect.ci.Pipelines.Image;
import dev.upkeep.engine.detect.ci.Pipelines.Pipeline;
import dev.upkeep.engine.detect.ci.Workflows.Job;
import dev.upkeep.engine.detect.ci.Workflows.Step;
import dev.upkeep.engine.detect.ci.Workflows.Workflow;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** GitHub's workflows in the form that rules share. */
final class GitHubPipelines {

    private static final Pattern HOSTED = Pattern.compile("(ubuntu|windows|macos)-.*|\\$\\{\\{.*");
    private static final Pattern OWN =
            Pattern.compile("(?i)self-hosted|buildjet|warp|blacksmith|namespace|depot|runs-on");

    private static final Pattern FOR_RELEASES = Pattern.compile("schedule|workflow_dispatch|refs/tags|release");

    private GitHubPipelines() {}

    static Stream<Pipeline> read(Repository repository) {
        Workflows workflows = repository.model(Workflows.MODEL);
        return workflows.files().stream()
                .map(workflow -> new Pipeline(
                        workflow.path(),
                        workflow.jobs().stream()
                                .map(job -> job(repository, workflows, workflow, job))
                                .toList(),
                        workflow.jobs().stream()
                                .flatMap(job -> images(workflow.path(), job))
                                .toList()));
    }

    private static PipelineJob job(Repository repository, Workflows workflows, Workflow workflow, Job job) {
        List<Value> environments = Stream.of(workflow.root(), job.value())
                .flatMap(each -> each.get("env").stream())
                .toList();
        List<String> actions = job.steps().stream().map(Step::action).toList();
        boolean receives = actions.stream().anyMatch(action -> action.contains("download-artifact"));
        return new PipelineJob(
                workflow.path(),
                job.id(),
                job.line(),
                job.value(),
                environments,
                job.steps().stream()
                        .filter(step -> !step.run().isEmpty())
                        .map(step -> command(workflow, job, step))
                        .toList(),
                actions.stream().collect(Collectors.toUnmodifiableSet()),
                receives ? List.of("**") : List.of(),
                new Traits(
                        workflow.runsOnChanges() && !isForReleases(job) && !waitsForRelease(workflow, job),
                        isHosted(job),
                        GitHubCaches.isCached(repository, workflows, environments, job),
                        job.checksOutElsewhere(),
                        mayAskForToken(workflow, job)));
    }

    /** What a job says of its rights holds alone, else what the workflow says. */
    private static boolean mayAskForToken(Workflow workflow, Job job) {
        return Stream.of(job.value(), workflow.root())
                .flatMap(each -> each.get("permissions").stream())
                .findFirst()
                .filter(rights -> rights.get("id-token").or(() -> Optional.of(rights)).flatMap(Value::string).stream()
                        .anyMatch(right -> right.matches("write(-all)?")))
                .isPresent();
    }

    private static Command command(Workflow workflow, Job job, Step step) {
        String condition = Workflows.condition(step.value());
        return new Command(
                step.line(),
                step.run(),
                setting(workflow, job, step, "shell").orElse("bash").matches("(ba|z|)sh\\b.*")
                        ? folder(setting(workflow, job, step, "working-directory"))
                        : Optional.empty(),
                condition.matches("(?s).*(steps\\.|failure\\(\\)).*"));
    }

    private static Optional<String> setting(Workflow workflow, Job job, Step step, String key) {
        return Stream.of(
                        Optional.of(step.value()),
                        job.value().at("defaults", "run"),
                        workflow.root().at("defaults", "run"))
                .flatMap(Optional::stream)
                .flatMap(each -> each.get(key).stream())
                .flatMap(each -> each.text().stream())
                .findFirst();
    }

    private static Optional<String> folder(Optional<String> given) {
        return given.isEmpty()
                ? Optional.of("")
                : given.filter(path -> Workflows.isLiteral(path) && !path.startsWith("/"))
                        .flatMap(path -> Paths.resolve("", path));
    }

    private static Stream<Image> images(String path, Job job) {
        Stream<Image> own = job.value().entry("container").stream().flatMap(entry -> image(path, entry, false));
        Stream<Image> beside = job.value().get("services").stream()
                .flatMap(services -> services.entries().stream())
                .flatMap(entry -> image(path, entry, true));
        return Stream.concat(own, beside);
    }

    /** By its name alone, or under {@code image}. */
    private static Stream<Image> image(String path, Entry entry, boolean service) {
        Entry named = entry.value().entry("image").orElse(entry);
        return named.value().text().stream().map(name -> new Image(path, named.line(), name, service));
    }

    private static boolean isHosted(Job job) {
        Value runsOn = job.value().get("runs-on").orElse(job.value());
        return !runsOn.strings().isEmpty()
                && runsOn.strings().stream()
                        .allMatch(label -> HOSTED.matcher(label).matches())
                && !OWN.matcher(runsOn + " " + job.value().get("strategy")).find();
    }

    /** Whether a job that this one needs, however far away, is for releases alone: what needs a skipped job is skipped. */
    private static boolean waitsForRelease(Workflow workflow, Job job) {
        Set<String> asked = new HashSet<>(Set.of(job.id()));
        Deque<Job> open = new ArrayDeque<>(List.of(job));
        while (!open.isEmpty()) {
            List<Job> needed = needed(workflow, open.pop())
                    .filter(each -> asked.add(each.id()))
                    .toList();
            if (needed.stream().anyMatch(GitHubPipelines::isSurelyForReleases)) {
                return true;
            }
            open.addAll(needed);
        }
        return false;
    }

    /** The jobs without which this one is skipped. */
    private static Stream<Job> needed(Workflow workflow, Job job) {
        List<String> needed = job.needs();
        return workflow.jobs().stream().filter(each -> needed.contains(each.id()));
    }

    /** Whether each way to fulfil its condition is a release, a schedule or somebody who starts it. */
    private static boolean isSurelyForReleases(Job job) {
        return isForReleases(job)
                && !condition(job).contains("!")
                && Stream.of(condition(job).split("\\|\\|", -1))
                        .allMatch(each -> FOR_RELEASES.matcher(each).find());
    }

    /** Whether a condition keeps the job to schedules, releases and people who start it. */
    private static boolean isForReleases(Job job) {
        return FOR_RELEASES.matcher(condition(job)).find() && !condition(job).contains("pull_request");
    }

    private static String condition(Job job) {
        return Workflows.condition(job.value());
    }
}
