package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.SymbolicLinks;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.PathContexts;
import dev.upkeep.engine.source.SourceEntry;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Packages some of whose sources are not in this commit: what those use cannot be known.
 *
 * @param packages of which a folder is a link to what the commit does not hold, as the sources of a private submodule are
 * @param withSubmodules in whose folder a submodule lies, which takes its packages from there but knows nothing of the
 *     other sources
 */
public record UnseenSources(Set<NpmPackage> packages, Set<NpmPackage> withSubmodules) {

    public static final Model<UnseenSources> MODEL = Model.settled(
            "npm.unseen-sources",
            repository -> new UnseenSources(
                    owners(repository, repository.model(SymbolicLinks.MODEL).nowhere().stream()),
                    owners(
                            repository,
                            repository.entries().stream()
                                    .filter(entry -> entry.kind() == SourceEntry.Kind.SUBMODULE)
                                    .map(SourceEntry::path))));

    public boolean has(NpmPackage npm) {
        return packages.contains(npm);
    }

    /** Whether sources that cannot be seen may import what this package declares. */
    boolean mayImportFrom(NpmPackage npm) {
        return has(npm) || withSubmodules.contains(npm);
    }

    private static Set<NpmPackage> owners(Repository repository, Stream<String> paths) {
        NpmWorkspace workspace = repository.model(NpmWorkspace.MODEL);
        return paths.filter(path -> !isTestData(path))
                .flatMap(path -> workspace.owner(path).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A link among tests that leads nowhere is there to be tried out. */
    private static boolean isTestData(String path) {
        return PathContexts.of(path, Language.TEXT) == Context.TEST;
    }
}
