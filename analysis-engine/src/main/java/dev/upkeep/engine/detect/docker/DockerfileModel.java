package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.docker.ComposeFiles.ComposeFile;
import dev.upkeep.engine.detect.docker.ComposeFiles.Service;
import dev.upkeep.engine.document.Dockerfile;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Optional;

/**
 * Every Dockerfile that builds something.
 *
 * @param files sorted by path
 */
record DockerfileModel(List<Found> files) {

    static final Model<DockerfileModel> MODEL = new Model<>("dockerfiles", DockerfileModel::read);

    /** One of them. */
    record Found(String path, Dockerfile dockerfile) {}

    private static DockerfileModel read(Repository repository) {
        return new DockerfileModel(repository
                .files(Language.DOCKERFILE)
                .filter(file -> file.context() != Context.VENDORED && file.context() != Context.GENERATED)
                .filter(file -> !Paths.isTestMaterial(file.path()) && !isTemplate(file.path()))
                .flatMap(file -> repository.text(file.path()).stream()
                        .map(text -> new Found(file.path(), Dockerfile.parse(text))))
                .filter(found -> !found.dockerfile().stages().isEmpty())
                .toList());
    }

    private static boolean isTemplate(String path) {
        return Paths.name(path).matches(".*\\.(j2|tmpl|tpl|template|erb|in|md)");
    }

    /** What a compose service is built from. */
    Optional<Found> builtBy(ComposeFile file, Service service) {
        Optional<String> path = service.dockerfile(Paths.folder(file.path()));
        return files.stream()
                .filter(each -> path.filter(each.path()::equals).isPresent())
                .findFirst();
    }
}
