package dev.upkeep.engine;

import dev.upkeep.engine.source.SourceEntry;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Which part of a repository a file belongs to: the nearest folder with a manifest. */
final class Modules {

    private static final Set<String> MANIFESTS = Set.of(
            "Cargo.toml",
            "package.json",
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "go.mod",
            "pyproject.toml",
            "setup.py",
            "Chart.yaml");

    private final Set<String> folders;

    Modules(Collection<SourceEntry> entries) {
        folders = entries.stream()
                .filter(entry -> MANIFESTS.contains(entry.name()))
                .map(SourceEntry::folder)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The folder of the module; empty for the root. */
    String of(String path) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            String folder = path.substring(0, slash);
            if (folders.contains(folder)) {
                return folder;
            }
        }
        return "";
    }
}
