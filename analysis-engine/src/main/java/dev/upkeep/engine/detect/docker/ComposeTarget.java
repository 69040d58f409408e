package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.ci.MissingStage;
import dev.upkeep.engine.detect.docker.ComposeFiles.ComposeFile;
import dev.upkeep.engine.detect.docker.ComposeFiles.Service;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds services of compose files that are built up to a stage which their Dockerfile does not have. Where another file
 * may say what Dockerfile that is, nothing is said.
 */
final class ComposeTarget implements RepositoryDetector {

    @Override
    public Set<String> rules() {
        return Set.of("docker/target-missing");
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        List<ComposeFile> files = repository.model(ComposeFiles.MODEL).files();
        for (ComposeFile file : files) {
            Set<Integer> lines = new HashSet<>();
            String base = repository.model(ComposeOverlays.MODEL).base(file.path());
            for (Service service : file.services()) {
                Optional<Value> build = service.value().get("build");
                Optional<Value> target = build.flatMap(each -> each.get("target"));
                if (target.isPresent() && isWhole(files, file, service, build.get())) {
                    service.dockerfile(base)
                            .flatMap(path -> MissingStage.of(
                                    repository, path, target.get().text().orElse("")))
                            .filter(_ -> lines.add(target.get().line()))
                            .map(stage -> stage.draft(
                                            Location.line(
                                                    file.path(), target.get().line()),
                                            service.name(),
                                            "`" + service.name() + "` cannot be built")
                                    .with("urgent", true))
                            .ifPresent(sink::report);
                }
            }
        }
    }

    /** Whether the file says all of the build, or is the only one that says something of it. */
    private static boolean isWhole(List<ComposeFile> files, ComposeFile file, Service service, Value build) {
        boolean said =
                build.get("context").isPresent() && build.get("dockerfile").isPresent();
        boolean alone = service.value().get("extends").isEmpty()
                && files.stream()
                        .filter(other -> !other.path().equals(file.path()))
                        .flatMap(other -> other.services().stream())
                        .filter(other -> other.name().equals(service.name()))
                        .noneMatch(other -> other.value().get("build").isPresent());
        return build.get("dockerfile_inline").isEmpty() && (said || alone);
    }
}
