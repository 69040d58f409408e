package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.npm.LockGraph.Need;
import dev.upkeep.engine.detect.npm.LockGraph.Node;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what leads to what in lock files of Bun, whose keys are names behind the names of those who need another version
 * than all others: {@code parent/name}.
 *
 * @param packages what stands first in each entry: {@code name@1.0.0}
 */
record BunGraph(Map<String, String> packages) {

    private static final String WORKSPACE = "workspace:";

    static LockGraph read(Value root) {
        List<Entry> entries = root.get("packages").map(Value::entries).orElse(List.of());
        BunGraph graph = new BunGraph(new HashMap<>());
        entries.forEach(entry -> entry.value().items().stream()
                .findFirst()
                .flatMap(Value::string)
                .ifPresent(installed -> graph.packages.put(entry.key(), installed)));
        Map<String, Node> nodes = new HashMap<>();
        for (Entry entry : entries) {
            entry.value().items().stream()
                    .filter(Value::isMapping)
                    .findFirst()
                    .ifPresent(value -> nodes.put(entry.key(), graph.node(entry.key(), value)));
        }
        for (Entry entry : root.get("workspaces").map(Value::entries).orElse(List.of())) {
            String name = entry.value().get("name").flatMap(Value::string).orElse("");
            nodes.put(
                    LockGraph.project(entry.key()),
                    new Node("", "", graph.needs(entry.key().isEmpty() ? "" : name, entry.value()), Map.of()));
        }
        return new LockGraph(nodes);
    }

    private Node node(String key, Value value) {
        String installed = packages.getOrDefault(key, "");
        int at = installed.lastIndexOf('@');
        return new Node(
                at > 0 ? installed.substring(0, at) : installed,
                installed.substring(at + 1),
                needs(key, value),
                LockGraph.peers(value));
    }

    private List<Need> needs(String from, Value value) {
        return LockGraph.needs(value).entrySet().stream()
                .flatMap(each -> target(from, each.getKey()).stream()
                        .map(target -> new Need(each.getKey(), each.getValue(), target)))
                .toList();
    }

    private Optional<String> target(String from, String name) {
        for (String parent = from; ; parent = withoutLast(parent)) {
            String key = parent.isEmpty() ? name : parent + "/" + name;
            String installed = packages.get(key);
            if (installed != null) {
                int project = installed.indexOf("@" + WORKSPACE);
                return Optional.of(
                        project < 0 ? key : LockGraph.project(installed.substring(project + 1 + WORKSPACE.length())));
            }
            if (parent.isEmpty()) {
                return Optional.empty();
            }
        }
    }

    /** A name with a scope has a slash of its own. */
    private static String withoutLast(String key) {
        int slash = key.lastIndexOf('/');
        String rest = slash < 0 ? "" : key.substring(0, slash);
        String last = rest.substring(rest.lastIndexOf('/') + 1);
        return last.startsWith("@") ? rest.substring(0, Math.max(0, rest.length() - last.length() - 1)) : rest;
    }
}
