package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.ci.Workflows.Job;
import dev.upkeep.engine.detect.ci.Workflows.Step;
import dev.upkeep.engine.detect.ci.Workflows.Workflow;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds jobs on GitHub's own machines that fetch or build dependencies from nothing each time. Evidence: a step of the
 * job calls the tool, and neither a step, nor an input, nor the environment, nor an action of the repository names a
 * cache.
 */
final class NoDependencyCache implements RepositoryDetector {

    private static final String RULE = "ci/no-dependency-cache";
    private static final Pattern CACHING = Pattern.compile(
            "(?i)cache|setup-uv|setup-gradle|setup-rust-toolchain|moonrepo|mise-action|nix|npm-install|cypress-io|turbo"
                    + "|devcontainers|pixi|setup-python-poetry|setup-micromamba");
    private static final Pattern HOSTED = Pattern.compile("(ubuntu|windows|macos)-.*|\\$\\{\\{.*");
    private static final Pattern OWN =
            Pattern.compile("(?i)self-hosted|buildjet|warp|blacksmith|namespace|depot|runs-on");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        Workflows workflows = repository.model(Workflows.MODEL);
        for (Workflow workflow : workflows.files()) {
            if (workflow.runsOnChanges()) {
                workflow.jobs().stream()
                        .filter(job -> isHosted(job) && !isForReleases(job))
                        .filter(job -> !isCached(repository, workflows, workflow, job))
                        .forEach(job -> inspect(repository, workflow, job, sink));
            }
        }
    }

    private static void inspect(Repository repository, Workflow workflow, Job job, FindingSink sink) {
        for (Step step : job.steps()) {
            Optional<DependencyInstall> tool =
                    DependencyInstall.in(step.run()).filter(each -> hasDependencies(repository, each) && !isRare(step));
            if (tool.isPresent()) {
                Draft draft = Draft.of(RULE, Location.line(workflow.path(), step.line()))
                        .scope(job.id())
                        .with("job", job.id())
                        .with("tool", tool.get().name());
                sink.report(CacheInput.of(repository, workflow, job, tool.get())
                        .map(draft::fix)
                        .orElse(draft));
                return;
            }
        }
    }

    /** Whether what an earlier step found out keeps the step from most runs. */
    private static boolean isRare(Step step) {
        String condition = step.value().get("if").flatMap(Value::text).orElse("");
        return condition.matches("(?s).*(steps\\.|failure\\(\\)).*");
    }

    static boolean isHosted(Job job) {
        Value runsOn = job.value().get("runs-on").orElse(job.value());
        return !runsOn.strings().isEmpty()
                && runsOn.strings().stream()
                        .allMatch(label -> HOSTED.matcher(label).matches())
                && !OWN.matcher(runsOn + " " + job.value().get("strategy")).find();
    }

    /** Whether a condition keeps the job to schedules, releases and people who start it. */
    static boolean isForReleases(Job job) {
        String condition = job.value().get("if").flatMap(Value::text).orElse("");
        return condition.matches("(?s).*(schedule|workflow_dispatch|refs/tags|release).*")
                && !condition.contains("pull_request");
    }

    private static boolean hasDependencies(Repository repository, DependencyInstall tool) {
        return repository.files().stream()
                .map(AnalysedFile::path)
                .filter(path -> tool.manifest().matcher(Paths.name(path)).matches())
                .anyMatch(path -> repository
                        .text(path)
                        .filter(text -> tool.declares().matcher(text).find())
                        .isPresent());
    }

    static boolean isCached(Repository repository, Workflows workflows, Workflow workflow, Job job) {
        String environment = workflow.root().get("env") + " " + job.value().get("env") + job.commands();
        return CACHING.matcher(environment).find()
                || job.steps().stream().anyMatch(step -> caches(repository, workflows, step));
    }

    private static boolean caches(Repository repository, Workflows workflows, Step step) {
        if (step.uses().startsWith("./")) {
            Workflow action =
                    workflows.actions().get(Paths.resolve("", step.uses()).orElse(""));
            // What cannot be looked into may well cache.
            return action == null
                    || action.jobs().getFirst().steps().stream()
                            .anyMatch(inner -> caches(repository, workflows, inner));
        }
        return CACHING.matcher(step.uses()).find()
                || step.value().get("env").toString().contains("sccache")
                || step.value().get("with").stream()
                        .flatMap(with -> with.entries().stream())
                        .anyMatch(NoDependencyCache::asksForCache)
                || cachesByItself(repository, step);
    }

    private static boolean asksForCache(Entry input) {
        return input.key().contains("cache")
                && input.value()
                        .text()
                        .filter(text -> !text.matches("\\s*|false"))
                        .isPresent();
    }

    /** From version 5 on, setup-node caches what {@code packageManager} names. */
    private static boolean cachesByItself(Repository repository, Step step) {
        return step.action().equals("actions/setup-node")
                && step.major().orElse(5) >= 5
                && repository
                        .text("package.json")
                        .filter(text -> text.contains("\"packageManager\"") || text.contains("\"devEngines\""))
                        .isPresent();
    }
}
