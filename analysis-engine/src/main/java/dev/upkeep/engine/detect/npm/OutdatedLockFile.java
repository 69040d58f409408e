package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.semver4j.Semver;
import org.semver4j.range.RangeList;
import org.semver4j.range.RangeListFactory;

/**
 * Finds lock files of npm and pnpm that do not fit the manifests which they are for, so that an installation which must
 * not change them fails. Evidence: pnpm holds what each project asked for, as it was written; npm the version that each
 * gets, which must be one that the manifest allows.
 */
final class OutdatedLockFile implements RepositoryDetector {

    private static final String RULE = "npm/outdated-lock-file";
    private static final String AS_WRITTEN = "holds `%s` as `%s`, which is asked for as `%s` now";
    private static final String AS_INSTALLED = "holds `%s` %s, which is asked for as `%s` now";

    /**
     * Where a manifest and its lock file part.
     *
     * @param text goes on behind "the lock file"
     */
    private record Gap(NpmPackage of, int line, String text) {}

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        for (NpmPackage root : repository.model(NpmWorkspace.MODEL).packages()) {
            if (Installer.haveLockFile(repository, root) && !isRehearsal(repository, root)) {
                Installer.of(repository, root)
                        .flatMap(installer -> lock(repository, root, installer))
                        .ifPresent(lock -> lock.report(sink));
            }
        }
    }

    private static boolean isRehearsal(Repository repository, NpmPackage npm) {
        return Paths.isTestMaterial(npm.path())
                || repository
                        .file(npm.path())
                        .filter(file -> file.context().isRehearsal())
                        .isPresent();
    }

    /** Below a workspace a lock file of its own is not read, unless somebody says so. */
    private static Optional<Lock> lock(Repository repository, NpmPackage root, Installer installer) {
        return Optional.ofNullable(repository.model(LockFiles.MODEL).locks().get(root.folder()))
                .filter(_ ->
                        repository.model(WorkspaceRoots.MODEL).rootAbove(root).isEmpty())
                .map(lock -> new Lock(repository, root, installer, lock.path(), lock.requests()));
    }

    private record Lock(
            Repository repository, NpmPackage root, Installer installer, String path, LockedRequests requests) {

        void report(FindingSink sink) {
            Set<String> forced = new HashSet<>(requests.forced());
            ForcedVersions.of(root).forEach(part -> forced.addAll(part.packages()));
            List<Gap> gaps = new ArrayList<>();
            for (NpmPackage npm : repository.model(NpmWorkspace.MODEL).packages()) {
                if (isProject(npm)) {
                    gap(npm, forced).ifPresent(gaps::add);
                }
            }
            if (!gaps.isEmpty()) {
                sink.report(draft(gaps));
            }
        }

        /** Whether the lock file knows the package, and it is still one that is installed from there. */
        private boolean isProject(NpmPackage npm) {
            boolean member = npm.equals(root)
                    || repository
                            .model(WorkspaceRoots.MODEL)
                            .rootAbove(npm)
                            .filter(root.folder()::equals)
                            .isPresent();
            return member && requests.projects().contains(LockFiles.below(root.folder(), npm));
        }

        private Optional<Gap> gap(NpmPackage npm, Set<String> forced) {
            return NpmPackage.INSTALLED.stream()
                    // npm may leave out what is optional.
                    .filter(section -> installer == Installer.PNPM || !section.equals(NpmPackage.OPTIONAL))
                    .flatMap(section -> npm.section(section).stream())
                    .filter(entry -> !forced.contains(entry.key()))
                    .filter(entry -> isSaidOnce(npm, entry.key()))
                    .flatMap(entry -> gap(npm, entry).stream())
                    .findFirst();
        }

        /** Of what stands in several sections, one of them counts, and which does so differs. */
        private static boolean isSaidOnce(NpmPackage npm, String name) {
            return NpmPackage.SECTIONS.stream()
                            .filter(section -> npm.manifest().at(section, name).isPresent())
                            .count()
                    == 1;
        }

        private Optional<Gap> gap(NpmPackage npm, Entry entry) {
            boolean written = installer == Installer.PNPM;
            String name = entry.key();
            String said = entry.value().string().orElse("");
            String folder = LockFiles.below(root.folder(), npm);
            Optional<String> held = written ? requests.asked(folder, name) : requests.installed(folder, name);
            if (held.filter(each -> written ? each.equals(said) : mayBe(each, said))
                    .isPresent()) {
                return Optional.empty();
            }
            String now = written ? AS_WRITTEN : AS_INSTALLED;
            String text = held.map(each -> now.formatted(name, each, said)).orElse("does not hold `" + name + "`");
            return Optional.of(new Gap(npm, entry.line(), text));
        }

        /** A range that is none, such as a tag or an address, cannot be compared. */
        private static boolean mayBe(String version, String said) {
            Semver known = Semver.parse(version);
            RangeList range = RangeListFactory.create(said);
            return known == null
                    || said.indexOf(':') >= 0
                    || said.indexOf('/') >= 0
                    || range.get().isEmpty()
                    || !known.getPreRelease().isEmpty()
                    || range.isSatisfiedBy(known);
        }

        private Draft draft(List<Gap> gaps) {
            Gap first = gaps.getFirst();
            int others = gaps.size() - 1;
            String more =
                    others == 0 ? "" : ", and it is behind " + others + " more manifest" + (others == 1 ? "" : "s");
            return Draft.of(RULE, Location.line(first.of().path(), first.line()))
                    .scope(path)
                    .with("lock", path)
                    .with("manifests", gaps.stream().map(gap -> gap.of().path()).toList())
                    .with("why", first.text() + more)
                    .with("command", installer == Installer.PNPM ? "pnpm install --frozen-lockfile" : "npm ci");
        }
    }
}
