package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a lock file of pnpm 9 installs for more than development, which it does not mark as older ones do: all that the
 * dependencies of its projects lead to.
 *
 * @param keys {@code <name>@<version>}
 */
record PnpmShipped(Set<String> keys) {

    private static final List<String> SECTIONS = List.of("dependencies", "optionalDependencies");

    static PnpmShipped read(Value root) {
        Map<String, Value> packages = new HashMap<>();
        entries(root, "snapshots").forEach(entry -> packages.put(entry.key(), entry.value()));
        Deque<String> open = new ArrayDeque<>();
        for (Entry project : entries(root, "importers")) {
            needed(project.value()).forEach(open::add);
        }
        Set<String> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            Value found = packages.get(open.pop());
            if (found != null) {
                needed(found).filter(seen::add).forEach(open::push);
            }
        }
        Set<String> keys = new HashSet<>();
        seen.forEach(key -> keys.add(key.replaceFirst("\\(.*$", "")));
        return new PnpmShipped(keys);
    }

    /** Whether a version is there for development only; no where the file does not tell. */
    boolean leavesOut(String name, String version) {
        return !keys.isEmpty() && !keys.contains(name + "@" + version);
    }

    /** The keys that the sections of a project ({@code {specifier, version}}) or of a package (a version) lead to. */
    private static Stream<String> needed(Value owner) {
        return SECTIONS.stream()
                .flatMap(section -> entries(owner, section).stream())
                .flatMap(entry -> entry.value().get("version").orElse(entry.value()).text().stream()
                        .map(version -> version.matches("@?[a-z][^:]*@.*") ? version : entry.key() + "@" + version));
    }

    private static List<Entry> entries(Value owner, String key) {
        return owner.get(key).map(Value::entries).orElse(List.of());
    }
}
