package dev.upkeep.engine.detect;

import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.SourceEntry;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Packages whose readme begins with the news that they are deprecated or no longer maintained: they are kept as they are
 * until they go, so nobody will work on their structure. That of the whole repository says nothing, for whoever has it
 * analysed works on it.
 */
public final class RetiredPackages {

    public static final Model<RetiredPackages> MODEL = Model.settled("retired-packages", RetiredPackages::new);

    private static final Set<String> READMES = Set.of("README.md", "readme.md", "Readme.md", "README");
    private static final Set<String> MANIFESTS = Set.of("Cargo.toml", "package.json", "pyproject.toml", "go.mod");
    private static final int HEAD_LINES = 15;

    private static final String RETIRED = "(?:deprecated|unmaintained|discontinued|retired|archived|abandoned"
            + "|in maintenance mode|no longer (?:being |actively )?(?:maintained|developed|supported))";

    /** A title, a note or a sentence that speaks of the package itself; lower headings may speak of parts of it. */
    private static final Pattern NOTICE = Pattern.compile("(?im)^(?:# |[^\\w#])*(?:"
            + "#*\\s*deprecation notice\\b"
            + "|(?:deprecated|unmaintained|discontinued|no longer (?:maintained|supported))(?=\\W*[:!]|[*_]{2}|$)"
            + "|(?:\\w+:\\W*)?(?:this (?:[\\w`-]+ )?|the )(?:package|crate|library|module|app|application|project|plugin|backend"
            + "|frontend|gui|tool|extension|integration) (?:is|has been) (?:now )?" + RETIRED + "\\b)");

    private final Set<String> folders;

    private RetiredPackages(Repository repository) {
        this.folders = repository.entries().stream()
                .filter(entry ->
                        READMES.contains(entry.name()) && !entry.folder().isEmpty())
                .filter(entry -> repository
                        .text(entry.path())
                        .filter(RetiredPackages::saysSo)
                        .isPresent())
                .map(SourceEntry::folder)
                .filter(folder -> MANIFESTS.stream()
                        .anyMatch(name -> repository.text(folder + "/" + name).isPresent()))
                .collect(Collectors.toSet());
    }

    /** Whether the file belongs to such a package. */
    public boolean include(String path) {
        return !folders.isEmpty()
                && Stream.iterate(Paths.folder(path), folder -> !folder.isEmpty(), Paths::folder)
                        .anyMatch(folders::contains);
    }

    private static boolean saysSo(String readme) {
        return NOTICE.matcher(readme.lines().limit(HEAD_LINES).collect(Collectors.joining("\n")))
                .find();
    }
}
