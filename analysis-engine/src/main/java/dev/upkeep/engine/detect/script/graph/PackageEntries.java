package dev.upkeep.engine.detect.script.graph;

import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which sources stand behind the names that a package offers: {@code exports}, {@code main} and their like. */
final class PackageEntries {

    private static final List<String> MAIN = List.of(
            "source",
            "main",
            "module",
            "browser",
            "types",
            "typings",
            "react-native",
            "jsnext:main",
            "svelte",
            "unpkg");

    private static final Pattern STAR = Pattern.compile("(?<!\\*)\\*(?!\\*)");

    private final FileIndex files;

    PackageEntries(FileIndex files) {
        this.files = files;
    }

    /** What the manifest offers to others or starts, as it stands or as the published package has it. */
    Set<String> declared(NpmPackage npm) {
        Set<String> found = new LinkedHashSet<>();
        Stream.of("imports", "sideEffects", "jest", "workbox", "electron")
                .flatMap(key -> npm.manifest().get(key).stream())
                .flatMap(PackageEntries::strings)
                .forEach(target -> found.addAll(targets(npm, target)));
        Stream.concat(Stream.of(npm.manifest()), npm.manifest().get("publishConfig").stream())
                .flatMap(manifest -> Stream.concat(offered(manifest), exports(manifest)))
                .forEach(target -> found.addAll(targets(npm, target)));
        return found;
    }

    private static Stream<String> offered(Value manifest) {
        return Stream.concat(MAIN.stream(), Stream.of("bin"))
                .flatMap(key -> manifest.get(key).stream())
                .flatMap(PackageEntries::strings);
    }

    /** The star of an export stands for any path, whatever the depth. */
    private static Stream<String> exports(Value manifest) {
        return manifest.get("exports").stream()
                .flatMap(PackageEntries::strings)
                .map(target -> STAR.matcher(target).replaceFirst("**"));
    }

    /** The files behind {@code <package>} or {@code <package>/<subpath>}; the subpath is empty or begins with a slash. */
    Set<String> of(NpmPackage npm, String subpath) {
        Set<String> exported = npm.manifest()
                .get("exports")
                .map(value -> exported(npm, value, "." + subpath))
                .orElse(Set.of());
        if (!exported.isEmpty()) {
            return exported;
        }
        if (!subpath.isEmpty()) {
            return first(npm, Stream.of(subpath.substring(1), "src" + subpath, "dist" + subpath, "lib" + subpath));
        }
        Set<String> main = new LinkedHashSet<>();
        MAIN.stream()
                .flatMap(key -> npm.manifest().get(key).flatMap(Value::string).stream())
                .forEach(target -> main.addAll(files.sourceOf(npm.folder(), target)));
        return main.isEmpty() ? conventional(npm) : main;
    }

    Set<String> conventional(NpmPackage npm) {
        return first(npm, Stream.of("src/index", "index", "src/main", "lib/index", "source/index"));
    }

    private Set<String> first(NpmPackage npm, Stream<String> candidates) {
        return candidates
                .map(candidate -> files.sourceOf(npm.folder(), candidate))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(Set.of());
    }

    /** The targets of an export map's key that fits, or of {@code #name} in {@code imports}. */
    Set<String> exported(NpmPackage npm, Value map, String name) {
        boolean plain = map.entries().stream().noneMatch(entry -> entry.key().matches("[.#].*"));
        Set<String> found = new LinkedHashSet<>();
        if (plain && name.equals(".")) {
            strings(map).forEach(target -> found.addAll(files.sourceOf(npm.folder(), target)));
        }
        for (Entry entry : plain ? List.<Entry>of() : map.entries()) {
            star(entry.key(), name)
                    .ifPresent(star -> strings(entry.value())
                            .forEach(target -> found.addAll(files.sourceOf(npm.folder(), target.replace("*", star)))));
        }
        return found;
    }

    /** What the star of the key stands for; empty text for a key without one; nothing where the key does not fit. */
    private static Optional<String> star(String key, String name) {
        int star = key.indexOf('*');
        if (star < 0) {
            return key.equals(name) ? Optional.of("") : Optional.empty();
        }
        String head = key.substring(0, star);
        String tail = key.substring(star + 1);
        return name.length() >= key.length() - 1 && name.startsWith(head) && name.endsWith(tail)
                ? Optional.of(name.substring(head.length(), name.length() - tail.length()))
                : Optional.empty();
    }

    private Set<String> targets(NpmPackage npm, String target) {
        String relative = target.replaceFirst("^\\./", "").replace("<rootDir>/", "");
        if (!relative.contains("*")) {
            return files.sourceOf(npm.folder(), relative);
        }
        String prefix = npm.folder().isEmpty() ? "" : npm.folder() + "/";
        Set<String> found = new LinkedHashSet<>(files.matching(npm.folder(), prefix + FileIndex.stem(relative)));
        found.addAll(files.matching(
                npm.folder(),
                prefix + FileIndex.stem(relative).replaceFirst("^(dist|lib|build)(/(esm|cjs))?/", "src/")));
        return found;
    }

    private static Stream<String> strings(Value value) {
        return Stream.of(
                        value.string().stream(),
                        value.items().stream().flatMap(PackageEntries::strings),
                        value.entries().stream().flatMap(entry -> strings(entry.value())))
                .flatMap(each -> each);
    }
}
