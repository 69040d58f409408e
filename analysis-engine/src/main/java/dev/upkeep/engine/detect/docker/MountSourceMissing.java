package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.IgnoredPaths;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.document.Yaml;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds bind mounts of compose files whose source is a file that is not in the repository. Evidence: a relative path with
 * a file extension; folders are left out, because Docker makes them and many are meant to be made.
 */
final class MountSourceMissing implements RepositoryDetector {

    private static final String RULE = "compose/mount-source-missing";
    private static final String COMPOSE = "(docker-)?compose([._-].*)?\\.ya?ml";

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        repository
                .files(Language.YAML)
                .filter(file -> Paths.name(file.path()).matches(COMPOSE) && !Paths.isTestMaterial(file.path()))
                .forEach(file -> repository
                        .text(file.path())
                        .flatMap(text -> Yaml.parse(text).root())
                        .ifPresent(root -> inspect(repository, file, root, sink)));
    }

    private static void inspect(Repository repository, AnalysedFile file, Value root, FindingSink sink) {
        for (Entry service : root.get("services").map(Value::entries).orElse(List.of())) {
            for (Value volume : service.value().get("volumes").map(Value::items).orElse(List.of())) {
                source(volume)
                        .filter(source -> isMissing(repository, file.entry().folder(), source))
                        .ifPresent(source -> sink.report(Draft.of(RULE, Location.line(file.path(), volume.line()))
                                .scope(service.key())
                                .with("service", service.key())
                                .with("source", source)));
            }
        }
    }

    /** The path on the host of a bind mount, in the short form or the long one. */
    private static Optional<String> source(Value volume) {
        return volume.string()
                .filter(text -> text.contains(":"))
                .map(text -> text.substring(0, text.indexOf(':')))
                .or(() -> volume.get("source").flatMap(Value::string))
                .filter(source -> source.matches("\\.{1,2}/[\\w@./+ -]+")
                        && !Paths.extension(source).isEmpty());
    }

    private static boolean isMissing(Repository repository, String folder, String source) {
        Optional<String> path = Paths.resolve(folder, source);
        return path.isPresent()
                && !source.endsWith(".sock")
                && !repository.exists(path.get())
                && !repository.model(IgnoredPaths.MODEL).covers(path.get())
                && !hasTemplate(repository, path.get());
    }

    /** A template beside it says that everybody makes the file from it. */
    private static boolean hasTemplate(Repository repository, String path) {
        int dot = path.lastIndexOf('.');
        return Stream.of("example", "sample", "template", "dist", "tpl")
                .anyMatch(word -> repository.exists(path + "." + word)
                        || repository.exists(path.substring(0, dot) + "." + word + path.substring(dot)));
    }
}
