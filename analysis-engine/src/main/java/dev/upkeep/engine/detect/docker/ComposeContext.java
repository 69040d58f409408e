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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds services of compose files that are built from a folder or a Dockerfile which the repository does not have. */
final class ComposeContext implements RepositoryDetector {

    private static final String RULE = "ci/build-context-missing";

    /** One place of the file, which several services have where they share it by an anchor. */
    private record Fault(int line, String key, String path) {}

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        for (ComposeFile file : repository.model(ComposeFiles.MODEL).files()) {
            Map<Fault, List<String>> faults = new LinkedHashMap<>();
            for (Service service : file.services()) {
                service.value()
                        .get("build")
                        .filter(build -> build.get("dockerfile_inline").isEmpty())
                        .flatMap(build -> fault(repository, file, build))
                        .ifPresent(fault -> faults.computeIfAbsent(fault, _ -> new ArrayList<>())
                                .add(service.name()));
            }
            faults.forEach((fault, services) -> sink.report(draft(file, fault, services)));
        }
    }

    private static Optional<Fault> fault(Repository repository, ComposeFile file, Value build) {
        Optional<Value> context = build.isMapping() ? build.get("context") : Optional.of(build);
        String given = context.flatMap(Value::text).orElse(".");
        Optional<String> folder =
                ComposeFiles.isPlain(given) ? Paths.resolve(base(repository, file), given) : Optional.empty();
        if (folder.isEmpty() || isFetched(repository, folder.get())) {
            return Optional.empty();
        }
        if (!folder.get().isEmpty() && !repository.exists(folder.get())) {
            return Optional.of(new Fault(context.map(Value::line).orElse(build.line()), "context", given));
        }
        String dockerfile = build.get("dockerfile").flatMap(Value::text).orElse("Dockerfile");
        int line = build.get("dockerfile").map(Value::line).orElse(build.line());
        Optional<String> path =
                ComposeFiles.isPlain(dockerfile) ? Paths.resolve(folder.get(), dockerfile) : Optional.empty();
        return path.filter(
                        each -> Dockerfile.places(each).noneMatch(repository::exists) && !isFetched(repository, each))
                .map(each -> new Fault(line, "dockerfile", each));
    }

    private static String base(Repository repository, ComposeFile file) {
        return repository.model(ComposeOverlays.MODEL).base(file.path());
    }

    /** Whether an ignore pattern or a submodule says that it comes from elsewhere. */
    private static boolean isFetched(Repository repository, String path) {
        return repository.model(IgnoredPaths.MODEL).mayCover(path)
                || repository.entries().stream()
                        .anyMatch(entry -> !entry.readable() && Paths.isWithin(path + "/", entry.path()));
    }

    private static Draft draft(ComposeFile file, Fault fault, List<String> services) {
        String first = "`" + services.getFirst() + "`";
        String named = switch (services.size()) {
            case 1 -> first;
            case 2 -> first + " and 1 other service";
            default -> first + " and " + (services.size() - 1) + " other services";
        };
        return Draft.of(RULE, Location.line(file.path(), fault.line()))
                .scope(services.getFirst())
                .with("key", fault.key())
                .with("path", fault.path())
                .with("effect", named + " cannot be built")
                .with("urgent", true);
    }
}
