package dev.upkeep.engine.detect.script.graph;

import dev.upkeep.engine.detect.ContextModel;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Modules that no start of the repository leads to. Evidence: the import graph from every known start; the text of
 * every other file does not name it. One or a few in a folder were forgotten; where there are many, some convention that
 * is not known here takes them in as often as not (docs/accuracy.md), so they are one finding of a rule of their own.
 */
public final class UnreachableFile implements RepositoryDetector {

    private static final String FILE = "typescript/unreachable-file";
    private static final String FOLDER = "typescript/unreachable-folder";
    private static final int MANY = 4;

    /** What reachability says of files, for the engine. */
    public static Model<ContextModel> contexts() {
        return Reach.CONTEXTS;
    }

    @Override
    public Set<String> rules() {
        return Set.of(FILE, FOLDER);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        Map<String, List<Entry<String, Double>>> byFolder =
                repository.model(Reach.MODEL).unreached().entrySet().stream()
                        .collect(Collectors.groupingBy(
                                file -> Paths.folder(file.getKey()), TreeMap::new, Collectors.toList()));
        byFolder.forEach((folder, files) -> {
            if (files.size() < MANY) {
                files.forEach(
                        file -> sink.report(file(repository, file.getKey()).confidence(file.getValue())));
            } else {
                sink.report(folder(
                        repository, folder, files.stream().map(Entry::getKey).toList()));
            }
        });
    }

    private static Draft file(Repository repository, String path) {
        return Draft.of(FILE, Location.file(path))
                .with("lines", lines(repository, path))
                .with(
                        "importedByDead",
                        List.copyOf(repository.model(ImportGraph.MODEL).importers(path)));
    }

    private static Draft folder(Repository repository, String folder, List<String> paths) {
        return Draft.of(FOLDER, Location.file(paths.getFirst()))
                .scope(folder)
                .with("files", paths.size())
                .with(
                        "lines",
                        paths.stream().mapToInt(path -> lines(repository, path)).sum())
                .with("paths", paths);
    }

    private static int lines(Repository repository, String path) {
        return repository.file(path).map(file -> file.facts().lines().code()).orElse(0);
    }
}
