package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.SymbolicLinks;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.PathContexts;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Packages of which a folder is a link to what this commit does not hold, as the sources of a private submodule are: what
 * they use cannot be known.
 */
public record UnseenSources(Set<NpmPackage> packages) {

    public static final Model<UnseenSources> MODEL = Model.settled("npm.unseen-sources", repository -> {
        NpmWorkspace workspace = repository.model(NpmWorkspace.MODEL);
        return new UnseenSources(repository.model(SymbolicLinks.MODEL).nowhere().stream()
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
