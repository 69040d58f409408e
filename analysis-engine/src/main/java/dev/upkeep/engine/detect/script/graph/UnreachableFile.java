package dev.upkeep.engine.detect.script.graph;

import dev.upkeep.engine.detect.ContextModel;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Set;

/**
 * A module that no start of the repository leads to. Evidence: the import graph from every known start; the text of
 * every other file does not name it.
 */
public final class UnreachableFile implements RepositoryDetector {

    private static final String RULE = "typescript/unreachable-file";

    /** What reachability says of files, for the engine. */
    public static Model<ContextModel> contexts() {
        return Reach.CONTEXTS;
    }

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        Reach reach = repository.model(Reach.MODEL);
        ImportGraph graph = repository.model(ImportGraph.MODEL);
        reach.unreached().forEach((path, trust) -> {
            List<String> importers = List.copyOf(graph.importers(path));
            sink.report(Draft.of(RULE, Location.file(path))
                    .confidence(trust)
                    .with(
                            "lines",
                            repository
                                    .file(path)
                                    .map(file -> file.facts().lines().code())
                                    .orElse(0))
                    .with("importedByDead", importers));
        });
    }
}
