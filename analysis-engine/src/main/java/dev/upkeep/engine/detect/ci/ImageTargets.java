package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.ci.ShellWalk.Call;
import dev.upkeep.engine.detect.ci.Workflows.Job;
import dev.upkeep.engine.detect.ci.Workflows.Step;
import dev.upkeep.engine.detect.ci.Workflows.Workflow;
import dev.upkeep.engine.document.Dockerfile;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds commands of CI, of shell scripts and of makefiles, and steps of workflows, that build an image up to a stage
 * which the Dockerfile does not have. Where something before may have written the Dockerfile, nothing is said.
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
        repository
                .files(Language.SHELL)
                .filter(file -> !Paths.isTestMaterial(file.path()) && file.context() != Context.VENDORED)
                .forEach(file -> repository
                        .text(file.path())
                        .filter(text -> text.contains("--target"))
                        .ifPresent(text -> script(repository, file.path(), text, sink)));
        for (Workflow workflow : repository.model(Workflows.MODEL).files()) {
            workflow.jobs().stream()
                    .filter(job -> !job.checksOutElsewhere())
                    .forEach(job -> steps(repository, workflow, job, sink));
        }
    }

    /** A script runs in its own folder or at the root: what is missing in each place that has the Dockerfile is missing. */
    private static void script(Repository repository, String path, String text, FindingSink sink) {
        List<List<Call>> places = Stream.of(Paths.folder(path), "")
                .distinct()
                .map(folder ->
                        ShellWalk.of(repository, text, Optional.of(folder)).calls())
                .toList();
        StringBuilder before = new StringBuilder();
        Set<String> seen = new HashSet<>();
        for (int at = 0; at < places.getFirst().size(); at++) {
            int index = at;
            List<Call> calls = places.stream()
                    .filter(all -> index < all.size())
                    .map(all -> all.get(index))
                    .filter(call -> hasDockerfile(repository, call))
                    .toList();
            List<MissingStage> missing = calls.stream()
                    .flatMap(call -> missing(repository, call).stream())
                    .filter(stage -> !isWritten(before.toString(), stage.dockerfile()))
                    .toList();
            if (!missing.isEmpty() && missing.size() == calls.size()) {
                MissingStage stage = missing.getFirst();
                Location location = Location.line(path, line(text, stage.target()));
                if (seen.add(stage.target())) {
                    sink.report(stage.draft(location, stage.target(), EFFECT));
                }
            }
            before.append(places.getFirst().get(at)).append('\n');
        }
    }

    private static boolean hasDockerfile(Repository repository, Call call) {
        return ImageBuild.of(call.words())
                .filter(build -> build.contexts().size() == 1)
                .flatMap(build -> call.folder().flatMap(folder -> dockerfile(folder, build)))
                .filter(path -> Dockerfile.places(path).anyMatch(repository::exists))
                .isPresent();
    }

    private static int line(String text, String target) {
        Pattern named = Pattern.compile("--target[= ]\\s*[\"']?" + Pattern.quote(target) + "(?![\\w.-])");
        List<String> lines = text.lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            if (named.matcher(lines.get(at)).find()) {
                return at + 1;
            }
        }
        return 1;
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
