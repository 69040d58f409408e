package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.npm.LockGraph.Need;
import dev.upkeep.engine.detect.npm.LockGraph.Node;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what leads to what in lock files of npm, version 2 and 3, whose keys are the folders that packages lie in: each
 * gets what lies in the nearest {@code node_modules} above it.
 *
 * @param links where the folders lead that stand for a project
 */
record NpmGraph(Set<String> folders, Map<String, String> links) {

    private static final String INSTALLED = "node_modules/";

    static LockGraph read(Value root) {
        NpmGraph graph = new NpmGraph(new HashSet<>(), new HashMap<>());
        var packages = root.get("packages").map(Value::entries).orElse(List.of());
        packages.forEach(entry -> graph.add(entry.key(), entry.value()));
        Map<String, Node> nodes = new HashMap<>();
        packages.forEach(entry -> nodes.put(key(entry.key()), graph.node(entry.key(), entry.value())));
        return new LockGraph(nodes);
    }

    private void add(String folder, Value value) {
        folders.add(folder);
        value.get("link")
                .filter(Value::isTrue)
                .flatMap(_ -> value.get("resolved"))
                .flatMap(Value::string)
                .ifPresent(target -> links.put(folder, target));
    }

    private Node node(String folder, Value value) {
        boolean project = LockGraph.isProject(key(folder));
        String name = folder.substring(project ? 0 : folder.lastIndexOf(INSTALLED) + INSTALLED.length());
        String version =
                project ? "" : value.get("version").flatMap(Value::string).orElse("");
        List<Need> needs = LockGraph.needs(value).entrySet().stream()
                .flatMap(each -> target(folder, each.getKey()).stream()
                        .map(target -> new Need(each.getKey(), each.getValue(), target)))
                .toList();
        return new Node(
                value.get("name").flatMap(Value::string).orElse(name),
                version,
                needs,
                LockGraph.peers(value),
                LockGraph.engine(value));
    }

    private Optional<String> target(String from, String name) {
        for (String folder = from; ; folder = Paths.folder(folder)) {
            String place = (folder.isEmpty() ? "" : folder + "/") + INSTALLED + name;
            if (folders.contains(place)) {
                return Optional.of(key(links.getOrDefault(place, place)));
            }
            if (folder.isEmpty()) {
                return Optional.empty();
            }
        }
    }

    private static String key(String folder) {
        return folder.contains(INSTALLED) ? folder : LockGraph.project(folder);
    }
}
