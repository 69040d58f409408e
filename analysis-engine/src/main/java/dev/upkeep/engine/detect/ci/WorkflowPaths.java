package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.IgnoredPaths;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.ci.Workflows.Job;
import dev.upkeep.engine.detect.ci.Workflows.Step;
import dev.upkeep.engine.detect.ci.Workflows.Workflow;
import dev.upkeep.engine.document.Dockerfile;
import dev.upkeep.engine.document.PathPattern;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds paths in workflows that lead to nothing in the repository: folders to work in, own actions and workflows, files
 * that a cache watches, contexts and Dockerfiles of images. Evidence: the path is written out, nothing ignored covers
 * it, and no step before shows that it makes it.
 */
final class WorkflowPaths implements RepositoryDetector {

    private static final String PATH = "ci/path-missing";
    private static final String CONTEXT = "ci/build-context-missing";

    @Override
    public Set<String> rules() {
        return Set.of(PATH, CONTEXT);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        for (Workflow workflow : repository.model(Workflows.MODEL).files()) {
            for (Job job : workflow.jobs()) {
                if (!job.checksOutElsewhere()) {
                    new Look(repository, workflow, job, sink).run();
                }
            }
        }
    }

    /** One job under inspection; {@code before} is what its steps so far may have made. */
    private record Look(Repository repository, Workflow workflow, Job job, FindingSink sink, StringBuilder before) {

        Look(Repository repository, Workflow workflow, Job job, FindingSink sink) {
            this(repository, workflow, job, sink, new StringBuilder());
        }

        void run() {
            job.value()
                    .entry("uses")
                    .ifPresent(entry -> own(entry.line(), entry.value().text().orElse("")));
            Optional<Entry> shared = Stream.of(job.value(), workflow.root())
                    .flatMap(each -> each.at("defaults", "run").stream())
                    .flatMap(run -> run.entry("working-directory").stream())
                    .findFirst();
            if (job.steps().stream()
                    .allMatch(step -> step.run().isEmpty()
                            || step.value().get("working-directory").isEmpty())) {
                shared.ifPresent(entry -> folder(entry, job.commands()));
            }
            for (Step step : job.steps()) {
                step(step);
                before.append(step.run()).append('\n').append(step.action()).append('\n');
                if (!step.action().startsWith("actions/setup-")) {
                    step.value()
                            .get("with")
                            .ifPresent(with -> before.append(with).append('\n'));
                }
            }
        }

        private void step(Step step) {
            own(step.line(), step.uses());
            step.value().entry("working-directory").ifPresent(entry -> folder(entry, before.toString()));
            if (step.action().startsWith("actions/setup-")) {
                step.withEntry("cache-dependency-path").ifPresent(this::watched);
            }
            if (step.action().equals("docker/build-push-action")) {
                image(step);
            }
        }

        private void own(int line, String uses) {
            if (uses.startsWith("./") && Workflows.isLiteral(uses)) {
                String path = Paths.resolve("", uses).orElse("");
                boolean there = uses.matches(".*\\.ya?ml")
                        ? repository.exists(path)
                        : Stream.of("action.yml", "action.yaml", "Dockerfile")
                                .anyMatch(name -> repository.exists(path.isEmpty() ? name : path + "/" + name));
                if (!there && !isMade(path)) {
                    report(PATH, line, "uses", uses, "the workflow stops there");
                }
            }
        }

        private void folder(Entry entry, String commands) {
            String given = entry.value().text().orElse("");
            String path = Paths.resolve("", given).orElse("");
            boolean made = commands.contains(Paths.name(path));
            if (isInside(given) && !repository.exists(path) && !made && !isMade(path)) {
                report(PATH, entry.line(), entry.key(), given, "the step fails");
            }
        }

        private void watched(Entry entry) {
            String given = entry.value().text().orElse("").strip();
            boolean one = isInside(given) && given.lines().count() == 1 && !given.matches(".*[{}!\\[\\],].*");
            if (one && !isMade(Paths.name(given)) && nothingMatches(given)) {
                report(
                        PATH,
                        entry.line(),
                        entry.key(),
                        given,
                        "the step fails: there is nothing to compute a key from");
            }
        }

        private boolean nothingMatches(String pattern) {
            return repository.entries().stream()
                    .noneMatch(
                            each -> PathPattern.of(pattern).matcher(each.path()).matches());
        }

        private void image(Step step) {
            String context = step.with("context").orElse(".");
            if (!isInside(context) || context.contains("://") || context.contains("\n")) {
                return;
            }
            String folder = Paths.resolve("", context).orElse("");
            Optional<String> file = step.with("file");
            if (!repository.exists(folder) && !folder.isEmpty() && !isMade(folder)) {
                report(CONTEXT, line(step, "context"), "context", context, "the image cannot be built");
                return;
            }
            String dockerfile = file.orElse(folder.isEmpty() ? "Dockerfile" : folder + "/Dockerfile");
            boolean remote = dockerfile.contains("://") || !isInside(dockerfile);
            String path = Paths.resolve("", dockerfile).orElse("");
            if (!remote && Dockerfile.places(path).noneMatch(repository::exists) && !isMade(path)) {
                report(CONTEXT, line(step, "file"), "file", dockerfile, "the image cannot be built");
            }
        }

        private static int line(Step step, String input) {
            return step.withEntry(input).map(Entry::line).orElse(step.line());
        }

        private static boolean isInside(String path) {
            return !path.isBlank() && Workflows.isLiteral(path) && !path.startsWith("/") && !path.contains("\\");
        }

        private boolean isMade(String path) {
            return before.indexOf(Paths.name(path)) >= 0
                    || before.indexOf("download-artifact") >= 0
                    || before.indexOf("gh run download") >= 0
                    || before.indexOf("gh release download") >= 0
                    || before.indexOf("git clone") >= 0
                    || repository.model(IgnoredPaths.MODEL).mayCover(path)
                    || inSubmodule(path);
        }

        private boolean inSubmodule(String path) {
            return repository.entries().stream()
                    .filter(entry -> !entry.readable())
                    .anyMatch(entry -> Paths.isWithin(path, entry.path()));
        }

        private void report(String rule, int line, String key, String path, String effect) {
            sink.report(Draft.of(rule, Location.line(workflow.path(), line))
                    .scope(job.id())
                    .with("key", key)
                    .with("path", path)
                    .with("effect", effect)
                    .with("urgent", true));
        }
    }
}
