package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A part of a manifest that says for packages which others bring what version, or what patch, they get.
 *
 * @param name as a reader would write it: {@code pnpm.overrides}
 * @param line of its key
 * @param entries in the order of the file
 */
record ForcedVersions(String name, int line, List<Entry> entries) {

    static final String OVERRIDES = "overrides";
    static final String RESOLUTIONS = "resolutions";
    static final String OF_PNPM = "pnpm.overrides";
    static final String PATCHES = "pnpm.patchedDependencies";

    /** All that a manifest has; empty ones are left out. */
    static List<ForcedVersions> of(NpmPackage npm) {
        return Stream.of(OVERRIDES, RESOLUTIONS, OF_PNPM, PATCHES)
                .flatMap(name -> of(npm.manifest(), name).stream())
                .toList();
    }

    static Optional<ForcedVersions> of(Value root, String name) {
        int dot = name.indexOf('.');
        Optional<Value> owner = dot < 0 ? Optional.of(root) : root.get(name.substring(0, dot));
        return owner.flatMap(each -> each.entry(name.substring(dot + 1)))
                .filter(section -> !section.value().entries().isEmpty())
                .map(section ->
                        new ForcedVersions(name, section.line(), section.value().entries()));
    }

    boolean isPatch() {
        return name.equals(PATCHES);
    }

    /** The names of the packages whose version it says, in the order of the alphabet. */
    Set<String> packages() {
        Set<String> names = new TreeSet<>();
        entries.forEach(entry -> collect(entry, names));
        return names;
    }

    /** A mapping says of what one package brings: {@code "webfont": { "xml2js": "0.5.0" }}; a dot means itself. */
    private static void collect(Entry entry, Set<String> names) {
        List<Entry> inner = entry.value().entries();
        inner.stream().filter(each -> !each.key().equals(".")).forEach(each -> collect(each, names));
        if (inner.isEmpty() || inner.stream().anyMatch(each -> each.key().equals("."))) {
            names.add(meant(entry.key()));
        }
    }

    /** The package that a selector means: the last one of {@code a>b@2}, {@code a/@scope/b}, {@code **}{@code /b}. */
    static String meant(String selector) {
        String last = selector.substring(lastArrow(selector) + 1).strip();
        int version = last.indexOf('@', 1);
        while (version > 0 && last.charAt(version - 1) == '/') {
            version = last.indexOf('@', version + 1);
        }
        String path = version > 0 ? last.substring(0, version) : last;
        int slash = path.lastIndexOf('/');
        int before = slash < 0 ? -1 : path.lastIndexOf('/', slash - 1);
        boolean scoped = slash > 0 && path.startsWith("@", before + 1);
        return scoped ? path.substring(before + 1) : path.substring(slash + 1);
    }

    /** Behind an {@code @}, a blank or a bar the sign belongs to a range, as in {@code a@>=1 <2}; -1 where none leads on. */
    private static int lastArrow(String selector) {
        int at = selector.lastIndexOf('>');
        while (at > 0 && "@ |".indexOf(selector.charAt(at - 1)) >= 0) {
            at = selector.lastIndexOf('>', at - 1);
        }
        return at;
    }
}
