package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.facts.FileFacts.Link;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Manifests that are no packages: they have neither scripts nor anything that others could import, and code reads their
 * dependencies as a table of versions, which tools for updates then keep new.
 *
 * @param paths of these manifests
 */
record VersionTables(Set<String> paths) {

    static final Model<VersionTables> MODEL = new Model<>("npm.version-tables", VersionTables::read);

    private static final Set<String> OF_PACKAGES =
            Set.of("scripts", "main", "module", "exports", "browser", "bin", "files", "types", "workspaces");
    private static final String MANIFEST = "package.json";
    private static final Pattern DEPENDENCIES = Pattern.compile("\\b(d|devD)ependencies\\b");

    boolean has(NpmPackage npm) {
        return paths.contains(npm.path());
    }

    private static VersionTables read(Repository repository) {
        Set<String> candidates = repository.model(NpmWorkspace.MODEL).packages().stream()
                .filter(npm -> npm.manifest().entries().stream().noneMatch(entry -> OF_PACKAGES.contains(entry.key())))
                .map(NpmPackage::path)
                .collect(Collectors.toSet());
        return candidates.isEmpty()
                ? new VersionTables(Set.of())
                : new VersionTables(repository.files().stream()
                        .filter(file -> Scripts.LANGUAGES.contains(file.language()))
                        .flatMap(file -> readManifests(repository, file, candidates))
                        .collect(Collectors.toSet()));
    }

    /** Those that a source imports, or reads from its own folder, where it speaks of their dependencies. */
    private static Stream<String> readManifests(Repository repository, AnalysedFile file, Set<String> candidates) {
        String folder = Paths.folder(file.path());
        Set<String> read = Stream.concat(
                        Paths.resolve(folder, MANIFEST).stream(),
                        file.facts().links().stream()
                                .map(Link::target)
                                .filter(target -> target.startsWith(".") && target.endsWith("/" + MANIFEST))
                                .flatMap(target -> Paths.resolve(folder, target).stream()))
                .filter(candidates::contains)
                .collect(Collectors.toSet());
        return read.isEmpty()
                        || repository
                                .text(file.path())
                                .filter(text -> text.contains(MANIFEST)
                                        && DEPENDENCIES.matcher(text).find())
                                .isEmpty()
                ? Stream.empty()
                : read.stream();
    }
}
