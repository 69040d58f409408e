package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.npm.LockGraph.Need;
import dev.upkeep.engine.detect.npm.LockGraph.Node;
import dev.upkeep.engine.document.Paths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads what leads to what in lock files of Yarn, version 1 and later, whose keys are requirements: {@code name@^1.0.0}.
 * What projects need for their development is not marked there, so that their manifests say it.
 *
 * @param targets the keys of nodes, by requirement
 * @param byName the keys of nodes with this name
 */
record YarnGraph(String folder, Map<String, String> targets, Map<String, List<String>> byName) {

    private static final Pattern ENTRY = Pattern.compile("    \"?([^\"\\s:]+)\"?:? \"?([^\"]*)\"?");
    private static final Pattern VERSION = Pattern.compile("  version:? \"?([^\"]+)\"?");
    private static final String WORKSPACE = "@workspace:";

    /** One paragraph of the file. */
    static final class Block {

        private final List<String> requirements;
        private final Map<String, Map<String, String>> sections = new HashMap<>();
        private String version = "";
        private Optional<PackageVersion> number = Optional.empty();
        private String section = "";

        private Block(String header) {
            requirements =
                    List.of(header.replace("\"", "").replaceFirst(":$", "").split(", ", -1));
        }

        private void read(String line) {
            Matcher entry = ENTRY.matcher(line);
            Matcher written = VERSION.matcher(line);
            if (entry.matches()) {
                sections.computeIfAbsent(section, key -> new LinkedHashMap<>()).put(entry.group(1), entry.group(2));
            } else if (written.matches()) {
                version = written.group(1);
                number = PackageVersion.parse(version);
            } else {
                section = line.strip();
            }
        }

        private Map<String, String> section(String name) {
            return sections.getOrDefault(name, Map.of());
        }

        private String key() {
            return requirements.stream()
                    .filter(each -> each.contains(WORKSPACE))
                    .map(each -> each.substring(each.indexOf(WORKSPACE) + WORKSPACE.length()))
                    .filter(path -> !path.matches("[*^~]"))
                    .map(path -> LockGraph.project(path.equals(".") ? "" : path))
                    .findFirst()
                    .orElse(requirements.getFirst());
        }

        private String name() {
            String first = requirements.getFirst();
            return first.substring(0, Math.max(0, first.indexOf('@', 1)));
        }
    }

    /**
     * @param blocks of the lock file
     * @param members the packages of the repository whose lock file this is
     */
    static LockGraph of(String path, List<Block> blocks, List<NpmPackage> members) {
        YarnGraph graph = new YarnGraph(Paths.folder(path), new HashMap<>(), new HashMap<>());
        for (Block block : blocks) {
            block.requirements.forEach(each -> graph.targets.put(each, block.key()));
            graph.byName
                    .computeIfAbsent(block.name(), name -> new ArrayList<>())
                    .add(block.key());
        }
        for (NpmPackage npm : members) {
            npm.name().ifPresent(name -> graph.byName.putIfAbsent(name, List.of(graph.project(npm))));
        }
        Map<String, Node> nodes = new HashMap<>();
        blocks.forEach(block -> nodes.put(block.key(), graph.node(block)));
        members.forEach(npm -> nodes.put(
                graph.project(npm), new Node("", "", graph.needs(LockGraph.needs(npm.manifest())), Map.of())));
        return new LockGraph(nodes);
    }

    /** The paragraphs of a lock file, which are left as they are from then on. */
    static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            if (!line.startsWith(" ")) {
                blocks.add(new Block(line));
            } else if (!blocks.isEmpty()) {
                blocks.getLast().read(line);
            }
        });
        return List.copyOf(blocks);
    }

    private String project(NpmPackage npm) {
        return LockGraph.project(LockFiles.below(folder, npm));
    }

    private Node node(Block block) {
        List<Need> needs = Stream.of("dependencies:", "optionalDependencies:")
                .flatMap(section -> needs(block.section(section)).stream())
                .toList();
        return new Node(block.name(), block.version, needs, block.section("peerDependencies:"), "", block.number);
    }

    private List<Need> needs(Map<String, String> ranges) {
        return ranges.entrySet().stream()
                .flatMap(each -> target(each.getKey(), each.getValue()).stream()
                        .map(target -> new Need(each.getKey(), each.getValue(), target)))
                .toList();
    }

    /** Where a resolution stands for the requirement, the only version there is must be meant. */
    private Optional<String> target(String name, String range) {
        return Stream.of(name + "@" + range, name + "@npm:" + range)
                .map(targets::get)
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> Optional.of(byName.getOrDefault(name, List.of()))
                        .filter(keys -> keys.size() == 1)
                        .map(List::getFirst));
    }
}
