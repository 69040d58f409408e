package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.npm.LockFiles.Lock;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.document.Yaml;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds parts of manifests that are to force versions or patches and that what installs the package does not read.
 * Evidence: the lock file beside the manifest of the root and what that manifest says of its installer agree; no part
 * that is read forces the same packages.
 */
final class IgnoredOverrides implements RepositoryDetector {

    private static final String RULE = "npm/ignored-overrides";

    /** What says that something else reads such a part, or that each package of a workspace is installed alone. */
    private static final Pattern OWN_WAY = Pattern.compile(
            "force-resolutions|shared-?workspace-?lockfile" + "|(ignore-workspace|workspaces?)\\s*[=:]\\s*(true|false)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern COPIED = Pattern.compile(
            "(^|/)(\\w+-)?(templates?|examples?|starters?|fixtures?|playgrounds?|samples?|demos?)(/|$)");

    private static final Pattern AT_LEAST = Pattern.compile("([~^]|>=)?\\s*(\\d+\\.\\d+\\.\\d+\\S*)");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        for (NpmPackage npm : repository.model(NpmWorkspace.MODEL).packages()) {
            List<ForcedVersions> parts = ForcedVersions.of(npm);
            if (!parts.isEmpty()) {
                place(repository, npm)
                        .ifPresent(place -> parts.stream()
                                .flatMap(part -> place.ignored(part).stream())
                                .forEach(sink::report));
            }
        }
    }

    /** Where the package is installed from; empty where that cannot be said. */
    private static Optional<Place> place(Repository repository, NpmPackage npm) {
        if (Installer.haveLockFile(repository, npm)) {
            return place(repository, npm, npm);
        }
        return repository
                .model(WorkspaceRoots.MODEL)
                .rootAbove(npm)
                .flatMap(folder -> repository.model(NpmWorkspace.MODEL).in(folder))
                .filter(_ -> !isTakenOut(repository, npm))
                .flatMap(root -> place(repository, npm, root));
    }

    private static Optional<Place> place(Repository repository, NpmPackage npm, NpmPackage root) {
        boolean ownWay = Stream.of("package.json", ".npmrc", "pnpm-workspace.yaml", ".pnpmfile.cjs")
                .flatMap(name -> root.resolve(name).stream())
                .flatMap(path -> repository.text(path).stream())
                .anyMatch(text -> OWN_WAY.matcher(text).find());
        return ownWay
                ? Optional.empty()
                : Installer.of(repository, root)
                        .filter(installer -> npm.equals(root) || knows(repository, root, installer))
                        .map(installer -> new Place(repository, npm, root, installer));
    }

    /** pnpm has a file of its own for the packages of a workspace, and no other installer reads that. */
    private static boolean knows(Repository repository, NpmPackage root, Installer installer) {
        boolean ofPnpm =
                root.resolve("pnpm-workspace.yaml").filter(repository::exists).isPresent();
        return ofPnpm == (installer == Installer.PNPM);
    }

    /** Whether somebody copies the package out of the workspace: into an image, or as the start of something new. */
    private static boolean isTakenOut(Repository repository, NpmPackage npm) {
        return COPIED.matcher(npm.folder()).find()
                || repository
                        .file(npm.path())
                        .filter(file -> file.context().isRehearsal())
                        .isPresent()
                || Stream.of("Dockerfile", ".npmrc", ".yarnrc", ".yarnrc.yml", "pnpm-workspace.yaml")
                        .anyMatch(name ->
                                npm.resolve(name).filter(repository::exists).isPresent());
    }

    /**
     * A package and what it is installed with.
     *
     * @param root the manifest that the installer starts from; the package itself where it stands alone
     */
    private record Place(Repository repository, NpmPackage npm, NpmPackage root, Installer installer) {

        Optional<Draft> ignored(ForcedVersions part) {
            if (npm.equals(root) && installer.reads(part.name(), root)) {
                return Optional.empty();
            }
            // What Bun makes of the part for pnpm depends on how somebody came from there.
            if (installer == Installer.BUN && part.name().startsWith("pnpm.") && npm.equals(root)) {
                return Optional.empty();
            }
            Set<String> read = read(part.isPatch());
            List<String> lost = part.packages().stream()
                    .filter(name -> !read.contains(name))
                    .toList();
            return lost.isEmpty() ? Optional.empty() : Optional.of(draft(part, lost));
        }

        /** The packages that are forced in some place that is read. */
        private Set<String> read(boolean patches) {
            Set<String> names = new HashSet<>();
            ForcedVersions.of(root).stream()
                    .filter(part -> part.isPatch() == patches && installer.reads(part.name(), root))
                    .forEach(part -> names.addAll(part.packages()));
            if (installer == Installer.PNPM) {
                root.resolve("pnpm-workspace.yaml")
                        .flatMap(repository::text)
                        .flatMap(text -> Yaml.parse(text).root())
                        .flatMap(yaml -> ForcedVersions.of(yaml, patches ? "patchedDependencies" : "overrides"))
                        .ifPresent(part -> names.addAll(part.packages()));
            }
            return names;
        }

        private Draft draft(ForcedVersions part, List<String> lost) {
            Optional<String> proof = part.isPatch() ? Optional.empty() : proof(part, lost);
            String only = lost.size() == 1
                    ? "`" + lost.getFirst() + "`"
                    : "`" + lost.getFirst() + "` and " + (lost.size() - 1) + (lost.size() == 2 ? " other" : " others");
            Draft draft = Draft.of(RULE, Location.line(npm.path(), part.line()))
                    .scope(part.name())
                    .with("part", part.name())
                    .with("packages", lost)
                    .with("installer", installer.word())
                    .with("why", why(part))
                    .with("what", (part.isPatch() ? "nothing patches " : "nothing forces ") + only)
                    .with(
                            "proof",
                            proof.map(text -> ", and the lock file has " + text).orElse(""));
            return proof.isPresent() || part.isPatch()
                    ? draft
                    : draft.severity(Severity.LOW).confidence(0.85);
        }

        private String why(ForcedVersions part) {
            if (installer.reads(part.name(), root)) {
                return installer.word() + " reads it in the manifest of the workspace alone, `" + root.path() + "`";
            }
            return installer == Installer.PNPM && part.name().startsWith("pnpm.")
                    ? "pnpm reads it in `pnpm-workspace.yaml` alone from version 11 on"
                    : installer.word() + ", which installs this package, does not read it";
        }

        /** A version that is installed and that the part would not have let in. */
        private Optional<String> proof(ForcedVersions part, List<String> lost) {
            return repository
                    .model(LockFiles.MODEL)
                    .of(root)
                    .flatMap(lock -> part.entries().stream()
                            .filter(entry -> lost.contains(entry.key()))
                            .flatMap(entry -> other(lock, entry).stream())
                            .findFirst());
        }

        private static Optional<String> other(Lock lock, Entry entry) {
            Matcher required = AT_LEAST.matcher(entry.value().text().orElse("").strip());
            Optional<PackageVersion> wanted =
                    required.matches() ? PackageVersion.parse(required.group(2)) : Optional.empty();
            boolean exact = wanted.isPresent() && required.group(1) == null;
            return wanted.flatMap(version -> lock.versions().getOrDefault(entry.key(), Set.of()).stream()
                    .flatMap(text -> PackageVersion.parse(text).stream())
                    .filter(found -> exact ? !found.equals(version) : found.compareTo(version) < 0)
                    .min(Comparator.naturalOrder())
                    .map(found -> "`" + entry.key() + "` " + found));
        }
    }
}
