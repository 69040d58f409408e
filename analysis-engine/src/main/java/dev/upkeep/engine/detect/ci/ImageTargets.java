package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.ci.ShellWalk.Call;
import dev.upkeep.engine.detect.ci.Workflows.Job;
import dev.upkeep.engine.detect.ci.Workflows.Step;
import dev.upkeep.engine.detect.ci.Workflows.Workflow;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds commands of CI and of makefiles, and steps of workflows, that build an image up to a stage which the Dockerfile
 * does not have. Where something before may have written the Dockerfile, nothing is said.
 */
final class ImageTargets implements RepositoryDetector {

    private static final String EFFECT = "the image cannot be built";
    private static final Pattern PLAIN = Pattern.compile("[\\w@.+-][\\w@./+-]*");

    @Override
    public Set<String> rules() {
        return Set.of("docker/target-missing");
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        for (PlacedCall placed : repository.model(PlacedCall.MODEL)) {
            missing(repository, placed.call())
                    .filter(stage -> !isWritten(placed.before(), stage.dockerfile()))
                    .map(stage -> stage.draft(placed.location(), placed.job().id() + " " + stage.target(), EFFECT))
                    .map(draft -> placed.isUrgent() ? draft.with("urgent", true) : draft)
                    .ifPresent(sink::report);
        }
        MakefileCalls.of(repository)
                .forEach(made -> missing(repository, made.call())
                        .map(stage -> stage.draft(
                                Location.line(made.path(), made.line()), made.target() + " " + stage.target(), EFFECT))
                        .ifPresent(sink::report));
        for (Workflow workflow : repository.model(Workflows.MODEL).files()) {
            workflow.jobs().stream()
                    .filter(job -> !job.checksOutElsewhere())
                    .forEach(job -> steps(repository, workflow, job, sink));
        }
    }

    private static Optional<MissingStage> missing(Repository repository, Call call) {
        Optional<ImageBuild> build = call.guarded() ? Optional.empty() : ImageBuild.of(call.words());
        return build.filter(each -> each.certain() && each.contexts().size() == 1)
                .flatMap(each -> each.target()
                        .flatMap(target -> call.folder()
                                .flatMap(folder -> dockerfile(folder, each))
                                .flatMap(path -> MissingStage.of(repository, path, target))));
    }

    private static Optional<String> dockerfile(String folder, ImageBuild build) {
        String context = build.contexts().getFirst();
        return build.file().isPresent()
                ? build.file().flatMap(path -> inside(folder, path))
                : inside(folder, context).flatMap(path -> inside(path, "Dockerfile"));
    }

    private static Optional<String> inside(String folder, String path) {
        return PLAIN.matcher(path).matches() && !path.equals("-") ? Paths.resolve(folder, path) : Optional.empty();
    }

    private static void steps(Repository repository, Workflow workflow, Job job, FindingSink sink) {
        StringBuilder before = new StringBuilder();
        for (Step step : job.steps()) {
            Optional<Entry> target = step.withEntry("target");
            if (target.isPresent() && step.action().equals("docker/build-push-action")) {
                String stage = step.with("target").orElse("");
                dockerfile(step)
                        .flatMap(path -> MissingStage.of(repository, path, stage))
                        .filter(missing -> !isWritten(before.toString(), missing.dockerfile()))
                        .map(missing -> draft(workflow, job, target.get(), missing))
                        .ifPresent(sink::report);
            }
            before.append(step.run()).append('\n');
        }
    }

    private static Draft draft(Workflow workflow, Job job, Entry target, MissingStage missing) {
        Location location = Location.line(workflow.path(), target.line());
        return missing.draft(location, job.id() + " " + missing.target(), EFFECT)
                .with("urgent", workflow.runsOnChanges());
    }

    private static Optional<String> dockerfile(Step step) {
        return step.with("file").isPresent()
                ? step.with("file").flatMap(path -> inside("", path))
                : inside("", step.with("context").orElse(".")).flatMap(path -> inside(path, "Dockerfile"));
    }

    /** Whether a line before names the Dockerfile and does not merely build it, or brings another tree. */
    private static boolean isWritten(String before, String dockerfile) {
        return before.lines()
                .map(line -> List.of(line.strip().split("\\s+", -1)))
                .anyMatch(words -> String.join(" ", words).matches("git (clone|checkout|switch|pull) .*")
                        || (ImageBuild.of(words).isEmpty()
                                && words.stream().anyMatch(word -> word.endsWith(Paths.name(dockerfile)))));
    }
}
