package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.document.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What leads to what in a lock file, without what projects need for their development only.
 *
 * @param nodes by a key of the lock file's own; projects by {@link #project}
 */
record LockGraph(Map<String, Node> nodes) {

    /** Of a lock file that does not tell. */
    static final LockGraph UNKNOWN = new LockGraph(Map.of());

    private static final String PROJECT = "link:";
    private static final List<String> SECTIONS = List.of("dependencies", "optionalDependencies");

    /**
     * An installed package, or a project of the repository.
     *
     * @param version as it is written; empty for a project
     * @param peers the ranges that it asks its users for: who brings them is another's need
     * @param engine the range of Node.js that it runs with; empty where the lock file does not tell
     * @param number the version as one; empty for a project, and for what is no number
     */
    record Node(
            String name,
            String version,
            List<Need> needs,
            Map<String, String> peers,
            String engine,
            Optional<PackageVersion> number) {

        Node(String name, String version, List<Need> needs, Map<String, String> peers, String engine) {
            this(name, version, needs, peers, engine, PackageVersion.parse(version));
        }

        Node(String name, String version, List<Need> needs, Map<String, String> peers) {
            this(name, version, needs, peers, "");
        }
    }

    /**
     * That one node needs another.
     *
     * @param range that it asks for; empty where the lock file does not repeat it
     * @param target the key of the node that it gets
     */
    record Need(String name, String range, String target) {}

    /** The key of the project in a folder, which is relative to that of the lock file. */
    static String project(String folder) {
        return PROJECT + folder;
    }

    static boolean isProject(String key) {
        return key.startsWith(PROJECT);
    }

    static String folder(String project) {
        return project.substring(PROJECT.length());
    }

    /** What an entry needs when it runs, by name: a range, or what stands for it in this lock file. */
    static Map<String, String> needs(Value owner) {
        Map<String, String> needs = new LinkedHashMap<>();
        SECTIONS.forEach(section -> needs.putAll(section(owner, section)));
        return needs;
    }

    static Map<String, String> peers(Value owner) {
        return section(owner, "peerDependencies");
    }

    /** The versions of Node.js that the owner, a manifest or an entry, says it runs with; empty where it does not. */
    static String engine(Value owner) {
        return owner.at("engines", "node").flatMap(Value::text).orElse("");
    }

    private static Map<String, String> section(Value owner, String name) {
        Map<String, String> ranges = new LinkedHashMap<>();
        owner.get(name)
                .map(Value::entries)
                .orElse(List.of())
                .forEach(entry -> entry.value()
                        .get("version")
                        .orElse(entry.value())
                        .text()
                        .ifPresent(range -> ranges.put(entry.key(), range)));
        return ranges;
    }

    /** All that the project in a folder leads to. */
    Reach from(String folder) {
        Reach reach = new Reach(this, new ArrayList<>(), new ArrayList<>(), new HashMap<>());
        Deque<String> open = new ArrayDeque<>(List.of(project(folder)));
        Set<String> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            String key = open.poll();
            Node node = nodes.get(key);
            if (node != null) {
                reach.add(key, node);
                node.needs().stream().map(Need::target).filter(seen::add).forEach(open::add);
            }
        }
        return reach;
    }

    /** The version that a need is met with. */
    Optional<PackageVersion> version(Need need) {
        return Optional.ofNullable(nodes.get(need.target()))
                .filter(node -> node.name().equals(need.name()))
                .flatMap(Node::number);
    }

    /** The version that a project gets of a package that it asks for. */
    Optional<PackageVersion> version(String project, String name) {
        return Optional.ofNullable(nodes.get(project)).stream()
                .flatMap(node -> node.needs().stream())
                .filter(need -> need.name().equals(name))
                .flatMap(need -> version(need).stream())
                .findFirst();
    }

    /** Whether what a project gets under one name asks for an older major version of another package, not of its users. */
    boolean bringsOlder(String project, String bringing, String name, int newest) {
        return Optional.ofNullable(nodes.get(project)).stream()
                .flatMap(node -> node.needs().stream())
                .filter(need -> need.name().equals(bringing) && !isProject(need.target()))
                .flatMap(need -> Optional.ofNullable(nodes.get(need.target())).stream())
                .filter(node -> !node.peers().containsKey(name))
                .flatMap(node -> node.needs().stream())
                .filter(need -> need.name().equals(name))
                .flatMap(need -> version(need).stream())
                .anyMatch(version -> version.isStable() && version.major() < newest);
    }

    /**
     * What one project leads to.
     *
     * @param projects their keys, itself first
     * @param versions of each package
     */
    record Reach(
            LockGraph graph,
            List<String> projects,
            List<Node> packages,
            Map<String, SortedSet<PackageVersion>> versions) {

        private void add(String key, Node node) {
            if (isProject(key)) {
                projects.add(key);
            } else {
                packages.add(node);
                node.number()
                        .ifPresent(version -> versions.computeIfAbsent(node.name(), name -> new TreeSet<>())
                                .add(version));
            }
        }

        /** The range of Node.js that this version runs with; empty where it is not told. */
        String engine(String name, PackageVersion version) {
            return packages.stream()
                    .filter(node -> node.name().equals(name) && node.version().equals(version.toString()))
                    .map(Node::engine)
                    .findFirst()
                    .orElse("");
        }

        /** Whether an installed package holds on to an old major version of another, and can do nothing with the new one. */
        boolean keeps(String name, int old, int newer) {
            return packages.stream().anyMatch(node -> isOldPeer(node, name, newer) || needsOld(node, name, old, newer));
        }

        private static boolean isOldPeer(Node node, String name, int newer) {
            String range = node.peers().get(name);
            return range != null && !new VersionRange(range).admits(newer);
        }

        private boolean needsOld(Node node, String name, int old, int newer) {
            return node.needs().stream()
                    .filter(need -> need.name().equals(name)
                            && (need.range().isEmpty() || !new VersionRange(need.range()).admits(newer)))
                    .flatMap(need -> graph.version(need).stream())
                    .anyMatch(version -> version.major() == old);
        }
    }
}
