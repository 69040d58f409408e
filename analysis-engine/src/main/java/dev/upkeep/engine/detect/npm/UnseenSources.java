package dev.upkeep.engine.detect.npm;

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
 * Packages of which a folder is a submodule, or a link to what this commit does not hold: what they use cannot be known.
 */
public record UnseenSources(Set<NpmPackage> packages) {

    public static final Model<UnseenSources> MODEL = Model.settled("npm.unseen-sources", repository -> {
        NpmWorkspace workspace = repository.model(NpmWorkspace.MODEL);
        Stream<String> submodules = repository.entries().stream()
                .filter(entry -> entry.kind() == SourceEntry.Kind.SUBMODULE)
                .map(SourceEntry::path);
        return new UnseenSources(Stream.concat(repository.model(SymbolicLinks.MODEL).nowhere().stream(), submodules)
                .filter(link -> !isTestData(link))
                .flatMap(link -> workspace.owner(link).stream())
                .collect(Collectors.toUnmodifiableSet()));
    });

    public boolean has(NpmPackage npm) {
        return packages.contains(npm);
    }

    /** A link among tests that leads nowhere is there to be tried out. */
    private static boolean isTestData(String link) {
        return PathContexts.of(link, Language.TEXT) == Context.TEST;
    }
}
