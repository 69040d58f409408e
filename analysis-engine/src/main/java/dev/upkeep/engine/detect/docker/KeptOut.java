package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.IgnoredPaths;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.PathContexts;
import java.util.List;
import java.util.Optional;

/** What a Dockerfile asks for and patterns keep away from it. */
final class KeptOut {

    private KeptOut() {}

    /**
     * The {@code .dockerignore} that excludes a path in each folder that it may come from; empty where one does not. A path
     * that is not there may still be made, by then it is excluded too; that is said of Dockerfiles at the root alone, whose
     * folder is known.
     */
    static Optional<String> ofBuild(Repository repository, String dockerfile, String relative) {
        BuildContexts builds = repository.model(BuildContexts.MODEL);
        List<String> holding = builds.of(dockerfile).stream()
                .filter(context -> Paths.resolve(context, relative)
                        .filter(repository::exists)
                        .isPresent())
                .toList();
        if (relative.isEmpty() || relative.equals(".")) {
            return Optional.empty();
        }
        List<String> contexts = holding.isEmpty() && Paths.folder(dockerfile).isEmpty() ? List.of("") : holding;
        List<String> files = contexts.stream()
                .flatMap(context -> excluding(repository, dockerfile, context, relative).stream())
                .toList();
        return !contexts.isEmpty() && files.size() == contexts.size()
                ? Optional.of(files.getFirst())
                : Optional.empty();
    }

    private static Optional<String> excluding(
            Repository repository, String dockerfile, String context, String relative) {
        return DockerIgnore.of(repository, dockerfile, context)
                .filter(ignore -> excludesAll(repository, ignore, context, relative))
                .map(DockerIgnore::file);
    }

    /** A folder is missed only where nothing of it is sent. */
    private static boolean excludesAll(Repository repository, DockerIgnore ignore, String context, String relative) {
        String path = Paths.resolve(context, relative).orElse(relative);
        int from = context.isEmpty() ? 0 : context.length() + 1;
        return ignore.excludes(relative)
                && repository.entries().stream()
                        .filter(entry -> Paths.isWithin(entry.path(), path))
                        .allMatch(entry -> ignore.excludes(entry.path().substring(from)));
    }

    /** Whether it is a lock file that nobody commits: a fresh copy of the repository cannot be built. */
    static boolean isLockFile(Repository repository, String dockerfile, String relative) {
        List<String> paths = repository.model(BuildContexts.MODEL).of(dockerfile).stream()
                .flatMap(context -> Paths.resolve(context, relative).stream())
                .toList();
        return PathContexts.isLockFile(Paths.name(relative))
                && paths.stream().noneMatch(repository::exists)
                && paths.stream().anyMatch(repository.model(IgnoredPaths.MODEL)::covers);
    }
}
