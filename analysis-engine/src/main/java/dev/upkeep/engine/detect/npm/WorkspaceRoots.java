package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.PathPattern;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.document.Yaml;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The manifests that several packages are installed from, with what they pin for all of them.
 *
 * @param byFolder the roots by their folder
 */
record WorkspaceRoots(Map<String, Root> byFolder) {

    static final Model<WorkspaceRoots> MODEL = Model.settled("npm.workspace-roots", WorkspaceRoots::read);

    /**
     * One root.
     *
     * @param members what it says of folders below it
     * @param pinned the packages whose version it says for everybody
     */
    record Root(List<Members> members, Set<String> pinned) {

        boolean has(String folder) {
            return members.stream().anyMatch(each -> !each.without() && each.fit(folder))
                    && members.stream().noneMatch(each -> each.without() && each.fit(folder));
        }
    }

    /**
     * A pattern of folders. One without {@code **} means folders of its own depth, and not all that lies below them.
     *
     * @param without whether it takes out what it fits
     */
    record Members(String written, Pattern pattern, boolean without) {

        static Members of(String written) {
            boolean without = written.startsWith("!");
            String plain = (without ? written.substring(1) : written)
                    .replaceFirst("^(\\./)+", "")
                    .replaceFirst("/+$", "");
            return new Members(plain, PathPattern.of(plain), without);
        }

        boolean fit(String folder) {
            return pattern.matcher(folder).matches() && (written.contains("**") || depth(folder) == depth(written));
        }

        private static long depth(String path) {
            return path.chars().filter(sign -> sign == '/').count();
        }
    }

    WorkspaceRoots {
        byFolder = Map.copyOf(byFolder);
    }

    /** Whether other packages are installed from this one. */
    boolean isRoot(NpmPackage npm) {
        Root root = byFolder.get(npm.folder());
        return root != null && !root.members().isEmpty();
    }

    /** Whether the root that installs the package says the version of this dependency, whatever the package asks for. */
    boolean pins(NpmPackage npm, String dependency) {
        return of(npm).filter(root -> root.pinned().contains(dependency)).isPresent();
    }

    /** The nearest root that has the package among its members, or is the package. */
    private Optional<Root> of(NpmPackage npm) {
        String folder = npm.folder();
        while (true) {
            Root root = byFolder.get(folder);
            if (root != null && isMember(root, folder, npm)) {
                return Optional.of(root);
            }
            if (folder.isEmpty()) {
                return Optional.empty();
            }
            folder = Paths.folder(folder);
        }
    }

    /** The folder of the nearest other package that has this one among its members; empty where it is a root itself. */
    Optional<String> rootAbove(NpmPackage npm) {
        if (byFolder.containsKey(npm.folder()) || npm.folder().isEmpty()) {
            return Optional.empty();
        }
        return Paths.upwards(Paths.folder(npm.folder())).stream()
                .filter(folder -> byFolder.containsKey(folder) && isMember(byFolder.get(folder), folder, npm))
                .findFirst();
    }

    private static boolean isMember(Root root, String folder, NpmPackage npm) {
        if (npm.folder().equals(folder)) {
            return true;
        }
        String inside = folder.isEmpty() ? npm.folder() : npm.folder().substring(folder.length() + 1);
        return root.has(inside);
    }

    private static WorkspaceRoots read(Repository repository) {
        Map<String, Root> roots = new HashMap<>();
        for (NpmPackage npm : repository.model(NpmWorkspace.MODEL).packages()) {
            Optional<Value> pnpm = repository
                    .text(npm.folder().isEmpty() ? "pnpm-workspace.yaml" : npm.folder() + "/pnpm-workspace.yaml")
                    .flatMap(text -> Yaml.parse(text).root());
            Optional<Value> workspaces = npm.manifest().get("workspaces");
            if (pnpm.isPresent() || workspaces.isPresent()) {
                List<Members> members = Stream.of(
                                workspaces,
                                npm.manifest().at("workspaces", "packages"),
                                pnpm.flatMap(yaml -> yaml.get("packages")))
                        .flatMap(Optional::stream)
                        .flatMap(each -> each.strings().stream())
                        .map(Members::of)
                        .toList();
                roots.put(npm.folder(), new Root(members, pinned(npm, pnpm)));
            }
        }
        return new WorkspaceRoots(roots);
    }

    private static Set<String> pinned(NpmPackage npm, Optional<Value> pnpm) {
        return Stream.of(
                        npm.manifest().get("resolutions"),
                        npm.manifest().get("overrides"),
                        npm.manifest().at("pnpm", "overrides"),
                        pnpm.flatMap(yaml -> yaml.get("overrides")))
                .flatMap(Optional::stream)
                .flatMap(section -> section.entries().stream())
                .filter(entry -> entry.value().string().isPresent())
                .map(Entry::key)
                .map(key -> key.replaceFirst("^\\*\\*/", ""))
                .collect(Collectors.toSet());
    }
}
