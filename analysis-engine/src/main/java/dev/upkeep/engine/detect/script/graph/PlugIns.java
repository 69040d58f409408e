package dev.upkeep.engine.detect.script.graph;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.script.facts.CommonExportFacts;
import dev.upkeep.engine.document.Paths;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Scripts that a program loads by their names. Evidence: several in one folder tree of a package give the same names by
 * {@code module.exports = { partClass: … }}, and nobody imports them.
 */
final class PlugIns {

    private static final int SEVERAL = 5;

    /** Scripts with the same names, in the same folder right below the package. */
    private record Tree(String folder, String names) {}

    private record PlugIn(Tree tree, String path) {}

    private PlugIns() {}

    static List<String> of(Repository repository, ImportGraph graph) {
        return repository.files().stream()
                .filter(file -> !graph.isReached(file.path()))
                .flatMap(file -> plugIn(file, graph).stream())
                .collect(Collectors.groupingBy(PlugIn::tree))
                .values()
                .stream()
                .filter(alike -> alike.size() >= SEVERAL)
                .flatMap(Collection::stream)
                .map(PlugIn::path)
                .toList();
    }

    private static Optional<PlugIn> plugIn(AnalysedFile file, ImportGraph graph) {
        return file.facts().words().getOrDefault(CommonExportFacts.NAMES, Set.of()).stream()
                .findFirst()
                .map(names -> new PlugIn(new Tree(topFolder(file.path(), graph), names), file.path()));
    }

    private static String topFolder(String path, ImportGraph graph) {
        String root = graph.owner(path).map(NpmPackage::folder).orElse("");
        int start = root.isEmpty() ? 0 : root.length() + 1;
        int end = path.indexOf('/', start);
        return end < 0 ? Paths.folder(path) : path.substring(0, end);
    }
}
