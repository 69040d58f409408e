package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a lock file of pnpm (version 5 to 9) or npm (version 2 and 3) holds for its projects.
 *
 * @param projects their folders, from that of the lock file
 * @param held by {@code PROJECT/node_modules/NAME}: with pnpm what the project asked for when the file was written, with
 *     npm the version that lies there, empty for a link
 * @param forced the packages of which something else than the manifest says the version
 */
record LockedRequests(Set<String> projects, Map<String, String> held, Set<String> forced) {

    /** Of one that cannot be compared with manifests nothing is known. */
    static final LockedRequests UNKNOWN = new LockedRequests(Set.of(), Map.of(), Set.of());

    private static final String INSTALLED = "node_modules/";
    /**
     * A program of the project's own changes manifests before they are read, or what is linked is left out; pnpm 11 writes a
     * document in front.
     */
    private static final Pattern NOT_AS_WRITTEN = Pattern.compile(
            "(?m)^(pnpmfileChecksum|packageExtensionsChecksum):|^ +excludeLinksFromLockfile: true|\\n---\\s");

    LockedRequests {
        projects = Set.copyOf(projects);
        held = Map.copyOf(held);
        forced = Set.copyOf(forced);
    }

    static LockedRequests ofPnpm(String text, Value root) {
        return NOT_AS_WRITTEN.matcher(text).find() ? UNKNOWN : pnpm(root);
    }

    private static LockedRequests pnpm(Value root) {
        Set<String> projects = new HashSet<>();
        Map<String, String> held = new HashMap<>();
        List<Entry> importers = entries(root, "importers");
        for (Entry importer : importers) {
            String folder = importer.key().equals(".") ? "" : importer.key();
            projects.add(folder);
            addAsked(importer.value(), folder, held);
        }
        if (importers.isEmpty()) {
            projects.add("");
            addAsked(root, "", held);
        }
        Set<String> forced = Stream.of("overrides", "ignoredOptionalDependencies")
                .flatMap(key -> root.get(key).stream())
                .flatMap(section ->
                        Stream.concat(section.entries().stream().map(Entry::key), section.strings().stream()))
                .map(ForcedVersions::meant)
                .collect(Collectors.toSet());
        return new LockedRequests(projects, held, forced);
    }

    /** {@code name: { specifier: ^1.0.0, version: 1.0.1 }}, and up to version 5 a mapping of its own. */
    private static void addAsked(Value project, String folder, Map<String, String> held) {
        entries(project, "specifiers")
                .forEach(entry -> entry.value().text().ifPresent(text -> held.put(place(folder, entry.key()), text)));
        NpmPackage.INSTALLED.stream()
                .flatMap(section -> entries(project, section).stream())
                .forEach(entry -> entry.value()
                        .get("specifier")
                        .flatMap(Value::text)
                        .ifPresent(text -> held.put(place(folder, entry.key()), text)));
    }

    static LockedRequests ofNpm(Value root) {
        Set<String> projects = new HashSet<>();
        Map<String, String> held = new HashMap<>();
        for (Entry entry : entries(root, "packages")) {
            int first = entry.key().indexOf(INSTALLED);
            if (first < 0) {
                projects.add(entry.key());
            } else if (first == entry.key().lastIndexOf(INSTALLED)) {
                boolean link = entry.value().get("link").isPresent();
                String version =
                        entry.value().get("version").flatMap(Value::string).orElse("");
                held.put(entry.key(), link ? "" : version);
            }
        }
        return new LockedRequests(projects, held, Set.of());
    }

    /** What the project itself is held to ask for. */
    Optional<String> asked(String project, String name) {
        return Optional.ofNullable(held.get(place(project, name)));
    }

    /** What lies where the project would look for it: in its own folder or one above. */
    Optional<String> installed(String project, String name) {
        return Paths.upwards(project).stream()
                .map(folder -> held.get(place(folder, name)))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static String place(String project, String name) {
        return (project.isEmpty() ? INSTALLED : project + "/" + INSTALLED) + name;
    }

    private static List<Entry> entries(Value owner, String key) {
        return owner.get(key).map(Value::entries).orElse(List.of());
    }
}
