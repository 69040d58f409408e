package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.IgnoredPaths;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.docker.ComposeFiles.ComposeFile;
import dev.upkeep.engine.detect.docker.ComposeFiles.Service;
import dev.upkeep.engine.document.Dockerfile;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.Optional;
import java.util.Set;

/** Finds services of compose files that are built from a folder or a Dockerfile which the repository does not have. */
final class ComposeContext implements RepositoryDetector {

    private static final String RULE = "ci/build-context-missing";

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        for (ComposeFile file : repository.model(ComposeFiles.MODEL).files()) {
            for (Service service : file.services()) {
                service.value()
                        .get("build")
                        .filter(build -> build.get("dockerfile_inline").isEmpty())
                        .ifPresent(build -> inspect(repository, file, service, build, sink));
            }
        }
    }

    private static void inspect(
            Repository repository, ComposeFile file, Service service, Value build, FindingSink sink) {
        Optional<Value> context = build.isMapping() ? build.get("context") : Optional.of(build);
        String given = context.flatMap(Value::text).orElse(".");
        Optional<String> folder =
                ComposeFiles.isPlain(given) ? Paths.resolve(base(repository, file), given) : Optional.empty();
        if (folder.isEmpty() || isFetched(repository, folder.get())) {
            return;
        }
        if (!folder.get().isEmpty() && !repository.exists(folder.get())) {
            sink.report(draft(file, service, context.map(Value::line).orElse(build.line()), "context", given));
            return;
        }
        String dockerfile = build.get("dockerfile").flatMap(Value::text).orElse("Dockerfile");
        Optional<String> path =
                ComposeFiles.isPlain(dockerfile) ? Paths.resolve(folder.get(), dockerfile) : Optional.empty();
        path.filter(each -> Dockerfile.places(each).noneMatch(repository::exists) && !isFetched(repository, each))
                .ifPresent(each -> sink.report(draft(
                        file,
                        service,
                        build.get("dockerfile").map(Value::line).orElse(build.line()),
                        "dockerfile",
                        each)));
    }

    private static String base(Repository repository, ComposeFile file) {
        return repository.model(ComposeOverlays.MODEL).base(file.path());
    }

    /** Whether an ignore pattern or a submodule says that it comes from elsewhere. */
    private static boolean isFetched(Repository repository, String path) {
        return repository.model(IgnoredPaths.MODEL).covers(path)
                || repository.entries().stream()
                        .anyMatch(entry -> !entry.readable() && Paths.isWithin(path + "/", entry.path()));
    }

    private static Draft draft(ComposeFile file, Service service, int line, String key, String path) {
        return Draft.of(RULE, Location.line(file.path(), line))
                .scope(service.name())
                .with("key", key)
                .with("path", path)
                .with("effect", "`" + service.name() + "` cannot be built")
                .with("urgent", true);
    }
}
