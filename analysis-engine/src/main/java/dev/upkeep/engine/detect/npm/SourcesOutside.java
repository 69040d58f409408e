package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Paths;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
    private final Predicate<AnalysedFile> inside;

    SourcesOutside(Repository repository, Predicate<AnalysedFile> inside) {
        this.repository = repository;
        this.inside = inside;
    }

    /** Their paths. */
    Set<String> of(Collection<AnalysedFile> sources) {
        Set<String> seen = new HashSet<>();
        Deque<AnalysedFile> open = new ArrayDeque<>();
        sources.forEach(file -> add(file, seen, open));
        while (!open.isEmpty()) {
            add(open.pop(), seen, open);
        }
        return seen;
    }

    private void add(AnalysedFile file, Set<String> seen, Deque<AnalysedFile> open) {
        boolean own = inside.test(file);
        file.facts().links().stream()
                .filter(link -> link.target().startsWith(own ? "../" : ".") && ScriptLinks.isImport(link))
                .flatMap(link -> target(file, link.target()).stream())
                .filter(target -> !inside.test(target) && seen.add(target.path()))
                .forEach(open::push);
    }

    private Optional<AnalysedFile> target(AnalysedFile from, String specifier) {
        return Paths.resolve(from.entry().folder(), specifier).stream()
                .flatMap(path -> Stream.concat(
                        ENDINGS.stream().map(ending -> path + ending),
                        // A compiled name stands for its source.
                        Stream.of(path.replaceFirst("\\.([cm]?)js$", ".$1ts"))))
                .flatMap(path -> repository.file(path).stream())
                .findFirst();
    }
}
