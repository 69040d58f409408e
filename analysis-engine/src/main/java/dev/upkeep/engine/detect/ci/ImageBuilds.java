package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.document.Dockerfile;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import java.util.Optional;
import java.util.Set;

/**
 * Finds commands of CI that build an image from a folder or a Dockerfile which the repository does not have. Evidence:
 * the words of the command; one with an option that is not known here is left alone.
 */
final class ImageBuilds implements RepositoryDetector {

    private static final String RULE = "ci/build-context-missing";

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        repository
                .model(PlacedCall.MODEL)
                .forEach(call -> call.call()
                        .folder()
                        .flatMap(folder -> ImageBuild.of(call.call().words())
                                .filter(build ->
                                        build.certain() && build.contexts().size() == 1)
                                .flatMap(build -> missing(repository, call, folder, build)))
                        .ifPresent(sink::report));
    }

    private static Optional<Draft> missing(Repository repository, PlacedCall call, String folder, ImageBuild build) {
        String given = build.contexts().getFirst();
        Optional<String> context = inside(folder, given);
        if (context.filter(path -> isMissing(repository, call, path)).isPresent()) {
            return Optional.of(draft(call, "context", given));
        }
        Optional<String> file = build.file().isPresent()
                ? build.file().flatMap(path -> inside(folder, path))
                : context.flatMap(path -> inside(path, "Dockerfile"));
        return file.filter(path -> isMissing(repository, call, path)).map(path -> draft(call, "file", path));
    }

    private static Optional<String> inside(String folder, String path) {
        return path.matches("[\\w@.+-][\\w@./+-]*") && !path.equals("-")
                ? Paths.resolve(folder, path)
                : Optional.empty();
    }

    private static boolean isMissing(Repository repository, PlacedCall call, String path) {
        return !path.isEmpty()
                && Dockerfile.places(path).noneMatch(repository::exists)
                && !call.isMade(repository, path);
    }

    private static Draft draft(PlacedCall call, String key, String path) {
        Draft draft = Draft.of(RULE, call.location())
                .scope(call.job().id() + " " + path)
                .with("key", key)
                .with("path", path)
                .with("effect", "the image cannot be built");
        return call.isUrgent() ? draft.with("urgent", true) : draft;
    }
}
