package dev.upkeep.engine.detect.script.graph;

import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The entries of a package that bunchee builds. It finds them in {@code src} by the keys of {@code exports}, whatever
 * their targets are called, and those of one condition by its name before the extension: {@code index.react-server.ts}.
 */
final class BuncheeEntries {

    private static final String BUNDLER = "bunchee";
    private static final Pattern CALL = Pattern.compile("\\b" + BUNDLER + "\\b");
    private static final String SOURCES = "src/";

    private final FileIndex files;

    BuncheeEntries(FileIndex files) {
        this.files = files;
    }

    /** Nothing for a package that bunchee does not build. */
    Set<String> of(NpmPackage npm) {
        Set<String> found = new LinkedHashSet<>();
        if (isBuilt(npm)) {
            found.addAll(module(npm, "bin"));
            npm.manifest().get("exports").ifPresent(exports -> addExports(npm, exports, found));
        }
        return found;
    }

    private static boolean isBuilt(NpmPackage npm) {
        return npm.declares(BUNDLER)
                || npm.scripts().stream()
                        .anyMatch(script -> CALL.matcher(script.command()).find());
    }

    private void addExports(NpmPackage npm, Value exports, Set<String> found) {
        boolean single =
                exports.entries().stream().noneMatch(entry -> entry.key().startsWith("."));
        if (single) {
            found.addAll(entries(npm, ".", exports));
        } else {
            exports.entries().forEach(entry -> found.addAll(entries(npm, entry.key(), entry.value())));
        }
    }

    private Set<String> entries(NpmPackage npm, String key, Value targets) {
        String name = key.equals(".") ? "index" : key.replaceFirst("^\\./", "");
        if (name.contains("*")) {
            return npm.resolve(SOURCES + name)
                    .map(glob -> files.matching(npm.folder(), glob))
                    .orElse(Set.of());
        }
        List<String> conditions = conditions(targets).distinct().toList();
        return Stream.of(name, name + "/index")
                .flatMap(base ->
                        Stream.concat(Stream.of(base), conditions.stream().map(condition -> base + "." + condition)))
                .flatMap(module -> module(npm, module).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<String> module(NpmPackage npm, String name) {
        Optional<String> path = npm.resolve(SOURCES + name);
        return path.map(files::module).orElse(Set.of());
    }

    /** The keys on all levels below a key of {@code exports}. */
    private static Stream<String> conditions(Value targets) {
        return targets.entries().stream()
                .flatMap((Entry entry) -> Stream.concat(Stream.of(entry.key()), conditions(entry.value())));
    }
}
