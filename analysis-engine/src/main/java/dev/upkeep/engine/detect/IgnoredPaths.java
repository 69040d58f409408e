package dev.upkeep.engine.detect;

import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.SourceEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.eclipse.jgit.ignore.IgnoreNode.MatchResult;

/**
 * What the {@code .gitignore} files of a tree keep out of it, or files of that syntax out of the sight of a tool. A
 * person's own, global patterns are not known here.
 */
public final class IgnoredPaths {

    /** Of the whole repository. */
    public static final Model<IgnoredPaths> MODEL =
            new Model<>("ignored-paths", repository -> read(repository, Set.of(".gitignore")));

    private final Map<String, IgnoreNode> byFolder = new TreeMap<>();
    /** What was asked of folders: all files in one share the answer. */
    private final Map<String, Boolean> coveredFolders = new ConcurrentHashMap<>();

    private IgnoredPaths() {}

    /** What the files of these names say. */
    static IgnoredPaths read(Repository repository, Set<String> names) {
        IgnoredPaths ignored = new IgnoredPaths();
        repository.entries().stream()
                .filter(entry -> names.contains(entry.name()))
                .map(SourceEntry::path)
                .forEach(file -> repository
                        .text(file)
                        .ifPresent(patterns -> ignored.byFolder.put(Paths.folder(file), parse(patterns))));
        return ignored;
    }

    /** What one list of patterns says of what is below this folder. */
    static IgnoredPaths of(String folder, String patterns) {
        IgnoredPaths ignored = new IgnoredPaths();
        ignored.byFolder.put(folder, parse(patterns));
        return ignored;
    }

    /** Patterns in the syntax of {@code .gitignore}. */
    public static IgnoreNode parse(String patterns) {
        IgnoreNode node = new IgnoreNode();
        try {
            node.parse(new ByteArrayInputStream(patterns.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return node;
    }

    /** Whether a file at this path would be ignored: by a pattern for itself, or for a folder around it. */
    public boolean covers(String path) {
        return !byFolder.isEmpty() && (coversFolder(Paths.folder(path)) || matches(path, false));
    }

    private boolean coversFolder(String folder) {
        if (folder.isEmpty()) {
            return false;
        }
        Boolean known = coveredFolders.get(folder);
        if (known == null) {
            known = coversFolder(Paths.folder(folder)) || matches(folder, true);
            coveredFolders.put(folder, known);
        }
        return known;
    }

    /** Whether what would lie at this path may be ignored, be it a file or a folder. */
    public boolean mayCover(String path) {
        return covers(path) || matches(path, true);
    }

    /** Whether a pattern takes this file back in ({@code !path}): it is there on purpose. */
    public boolean admits(String path) {
        for (String at = Paths.folder(path); ; at = Paths.folder(at)) {
            IgnoreNode node = byFolder.get(at);
            String relative = at.isEmpty() ? path : path.substring(at.length() + 1);
            Optional<FastIgnoreRule> last = node == null
                    ? Optional.empty()
                    : node.getRules().reversed().stream()
                            .filter(rule -> rule.isMatch(relative, false, true))
                            .findFirst();
            if (last.isPresent() || at.isEmpty()) {
                return last.filter(rule -> !rule.getResult()).isPresent();
            }
        }
    }

    private boolean matches(String path, boolean folder) {
        for (String at = Paths.folder(path); ; at = Paths.folder(at)) {
            IgnoreNode node = byFolder.get(at);
            if (node != null) {
                String relative = at.isEmpty() ? path : path.substring(at.length() + 1);
                MatchResult result = node.isIgnored(relative, folder);
                if (result == MatchResult.IGNORED || result == MatchResult.NOT_IGNORED) {
                    return result == MatchResult.IGNORED;
                }
            }
            if (at.isEmpty()) {
                return false;
            }
        }
    }
}
