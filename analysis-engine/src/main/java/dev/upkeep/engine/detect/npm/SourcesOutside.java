package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.facts.FileFacts.Link;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The sources that a package takes in by their path from outside of its folder, and what those take in the same way: they
 * are built into it, so what they import is looked for among its dependencies.
 */
final class SourcesOutside {

    private static final List<String> ENDINGS = List.of(
            "",
            ".ts",
            ".tsx",
            ".js",
            ".jsx",
            ".mts",
            ".mjs",
            ".cjs",
            "/index.ts",
            "/index.tsx",
            "/index.js",
            "/index.mjs");

    private final Repository repository;
    private final List<String> folders;

    /** @param folders of the package */
    SourcesOutside(Repository repository, List<String> folders) {
        this.repository = repository;
        this.folders = folders;
    }

    /**
     * Their paths.
     *
     * @param sources of the package
     */
    Set<String> of(Collection<AnalysedFile> sources) {
        Set<String> seen = new HashSet<>();
        if (folders.contains("")) {
            return seen;
        }
        Deque<AnalysedFile> open = new ArrayDeque<>();
        sources.forEach(file -> add(file, "../", seen, open));
        while (!open.isEmpty()) {
            add(open.pop(), ".", seen, open);
        }
        return seen;
    }

    private void add(AnalysedFile file, String start, Set<String> seen, Deque<AnalysedFile> open) {
        for (Link link : file.facts().links()) {
            if (link.target().startsWith(start) && ScriptLinks.isImport(link)) {
                Paths.resolve(file.entry().folder(), link.target())
                        .filter(path -> folders.stream().noneMatch(folder -> Paths.isWithin(path, folder)))
                        .flatMap(this::module)
                        .filter(target -> seen.add(target.path()))
                        .ifPresent(open::push);
            }
        }
    }

    private Optional<AnalysedFile> module(String path) {
        return Stream.concat(
                        ENDINGS.stream().map(ending -> path + ending),
                        // A compiled name stands for its source.
                        Stream.of(path.replaceFirst("\\.([cm]?)js$", ".$1ts")))
                .flatMap(name -> repository.file(name).stream())
                .findFirst();
    }
}
