package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.npm.LockGraph.Need;
import dev.upkeep.engine.detect.npm.LockGraph.Node;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads what leads to what in lock files of pnpm: from version 9 packages and their {@code snapshots} lie apart, and a
 * key is {@code name@1.0.0(peer@2.0.0)}; before that it begins with a slash, and up to version 5 has one for the {@code @}.
 *
 * @param installed by key, without a slash in front
 * @param described the packages, by key without peers
 */
record PnpmGraph(Map<String, Value> installed, Map<String, Value> described) {

    private static final Pattern KEY = Pattern.compile("(@[^/]+/[^/@(]+|[^/@(]+)[@/]([0-9][^(_/]*)(?:[(_/].*)?");
    private static final String LINK = "link:";

    static LockGraph read(Value root) {
        Map<String, Value> described = byKey(root, "packages");
        Map<String, Value> snapshots = byKey(root, "snapshots");
        PnpmGraph graph = new PnpmGraph(snapshots.isEmpty() ? described : snapshots, described);
        Map<String, Node> nodes = new HashMap<>();
        graph.installed.forEach((key, value) -> nodes.put(key, graph.node(key, value)));
        List<Entry> importers = entries(root, "importers");
        for (Entry importer : importers) {
            String folder = importer.key().equals(".") ? "" : importer.key();
            nodes.put(LockGraph.project(folder), graph.project(importer.value(), folder));
        }
        if (importers.isEmpty()) {
            nodes.put(LockGraph.project(""), graph.project(root, ""));
        }
        return new LockGraph(nodes);
    }

    private static Map<String, Value> byKey(Value root, String section) {
        Map<String, Value> values = new HashMap<>();
        entries(root, section).forEach(entry -> values.put(withoutSlash(entry.key()), entry.value()));
        return values;
    }

    private Node project(Value value, String folder) {
        return new Node("", "", needs(LockGraph.needs(value), folder), Map.of());
    }

    /** Those who bring the peers of a package stand among its dependencies here. */
    private Node node(String key, Value value) {
        int peersFrom = key.indexOf('(');
        Value description = described.getOrDefault(peersFrom < 0 ? key : key.substring(0, peersFrom), value);
        Map<String, String> peers = LockGraph.peers(description);
        Map<String, String> needs = LockGraph.needs(value);
        needs.keySet().removeAll(peers.keySet());
        Matcher parts = KEY.matcher(key);
        return parts.matches()
                ? new Node(parts.group(1), parts.group(2), needs(needs, ""), peers, LockGraph.engine(description))
                : new Node(key, "", needs(needs, ""), peers);
    }

    private List<Need> needs(Map<String, String> references, String folder) {
        return references.entrySet().stream()
                .flatMap(each -> target(each.getKey(), each.getValue(), folder).stream()
                        .map(target -> new Need(each.getKey(), "", target)))
                .toList();
    }

    private Optional<String> target(String name, String reference, String folder) {
        if (reference.startsWith(LINK)) {
            return Paths.resolve(folder, reference.substring(LINK.length())).map(LockGraph::project);
        }
        String plain = withoutSlash(reference);
        return Stream.of(name + "@" + plain, plain, name + "/" + plain)
                .filter(installed::containsKey)
                .findFirst();
    }

    private static String withoutSlash(String key) {
        return key.startsWith("/") ? key.substring(1) : key;
    }

    private static List<Entry> entries(Value owner, String key) {
        return owner.get(key).map(Value::entries).orElse(List.of());
    }
}
