package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.npm.LockGraph.Reach;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds packages that come to one project in several major versions, where a manifest of the repository asks for the
 * older one and nobody else does: to ask for the newest leaves one copy. Of packages that keep state, also those where a
 * package that a manifest asks for brings the older one. Evidence is the graph of the lock file, from the
 * project through packages of the workspace, without what is there for development only.
 */
final class MultipleVersions implements RepositoryDetector {

    private static final String RULE = "npm/multiple-versions";
    /** Somebody may ask for the old version without saying so in the lock file. */
    private static final double WITHOUT_PEERS = 0.7;

    private static final String BROUGHT =
            "`{package}` comes to `{importer}` in {count} versions: {versions}; `{by}` brings an older one";

    /** They keep state in the module, so two of them in one program do not know each other. */
    private static final Set<String> ONE_ALLOWED = Set.of(
            "react",
            "react-dom",
            "vue",
            "svelte",
            "@angular/core",
            "graphql",
            "styled-components",
            "@emotion/react",
            "yjs",
            "three",
            "rxjs",
            "redux",
            "react-redux",
            "react-router",
            "mobx",
            "prosemirror-model");

    /** Of these, a copy that a package keeps for itself does harm as well; those of RxJS understand each other. */
    private static final Set<String> ALONE =
            ONE_ALLOWED.stream().filter(name -> !name.equals("rxjs")).collect(Collectors.toUnmodifiableSet());

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        LockFiles locks = repository.model(LockFiles.MODEL);
        NpmWorkspace workspace = repository.model(NpmWorkspace.MODEL);
        Set<String> reported = new HashSet<>();
        for (NpmPackage npm : workspace.packages()) {
            locks.of(npm)
                    .flatMap(lock -> Installation.of(workspace, lock, npm))
                    .ifPresent(installation -> installation
                            .copies()
                            .filter(copy -> reported.add(installation.lock().path() + "\n" + copy.name()))
                            .forEach(copy -> sink.report(draft(installation, copy))));
        }
    }

    /**
     * What one project installs.
     *
     * @param importer the project
     * @param reach all that it leads to
     */
    private record Installation(NpmWorkspace workspace, LockFiles.Lock lock, NpmPackage importer, Reach reach) {

        /** Empty for a manifest that the lock file does not know. */
        static Optional<Installation> of(NpmWorkspace workspace, LockFiles.Lock lock, NpmPackage npm) {
            Reach reach = lock.graph().from(LockFiles.below(Paths.folder(lock.path()), npm));
            return reach.projects().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Installation(workspace, lock, npm, reach));
        }

        Stream<Copy> copies() {
            return reach.projects().stream()
                    .flatMap(project -> manifest(project).stream()
                            .flatMap(npm -> npm.section(NpmPackage.DEPENDENCIES).stream()
                                    .filter(entry -> !DevTools.isTypes(entry.key()))
                                    .flatMap(entry -> copy(project, npm, entry).stream())));
        }

        private Optional<NpmPackage> manifest(String project) {
            return Paths.resolve(Paths.folder(lock.path()), LockGraph.folder(project))
                    .flatMap(folder -> workspace
                            .owner(folder + "/package.json")
                            .filter(npm -> npm.folder().equals(folder)));
        }

        private Optional<Copy> copy(String project, NpmPackage asking, Entry entry) {
            SortedSet<PackageVersion> all = reach.versions().getOrDefault(entry.key(), new TreeSet<>());
            List<PackageVersion> stable =
                    all.stream().filter(PackageVersion::isStable).toList();
            if (stable.isEmpty()
                    || stable.getFirst().major() == stable.getLast().major()) {
                return Optional.empty();
            }
            int newest = stable.getLast().major();
            Optional<PackageVersion> own = lock.graph().version(project, entry.key());
            return own.filter(version -> version.major() < newest).isPresent()
                    ? own.filter(version -> isToBeRaised(entry, version.major(), newest))
                            .filter(_ -> !isPeerElsewhere(asking, entry.key(), newest))
                            .filter(_ -> !asksForNewerNode(asking, entry.key(), stable.getLast()))
                            .map(_ -> new Copy(asking, entry, entry.key(), stable))
                    : own.filter(_ -> ALONE.contains(entry.key())).flatMap(_ -> brought(entry.key(), newest, stable));
        }

        /** Whether to ask for the newest leaves only that one. */
        private boolean isToBeRaised(Entry entry, int own, int newest) {
            String required = entry.value().text().orElse("");
            return !new VersionRange(required).admits(newest) && !reach.keeps(entry.key(), own, newest);
        }

        /** Another project that asks its users for the package works with an old copy of its own in this workspace. */
        private boolean isPeerElsewhere(NpmPackage asking, String name, int newest) {
            return reach.projects().stream()
                    .flatMap(project -> manifest(project).stream())
                    .filter(npm -> !npm.equals(asking))
                    .filter(npm -> npm.manifest().at("peerDependencies", name).isPresent())
                    .flatMap(npm -> npm.manifest().at(NpmPackage.DEV_DEPENDENCIES, name).stream())
                    .anyMatch(required -> !new VersionRange(required.text().orElse("")).admits(newest));
        }

        /** Whether the project promises to run where the newest version does not. */
        private boolean asksForNewerNode(NpmPackage asking, String name, PackageVersion newest) {
            String promised = LockGraph.engine(asking.manifest());
            String asked = reach.engine(name, newest);
            return !promised.isEmpty()
                    && !asked.isEmpty()
                    && new EngineRange(promised).reachesBelow(new EngineRange(asked));
        }

        /** Two copies of what keeps state are wrong in any case, but only who asks for what brings the older one can act. */
        private Optional<Copy> brought(String name, int newest, List<PackageVersion> stable) {
            return reach.projects().stream()
                    .flatMap(project -> manifest(project).stream()
                            .flatMap(npm -> npm.section(NpmPackage.DEPENDENCIES).stream()
                                    .filter(entry -> lock.graph().bringsOlder(project, entry.key(), name, newest))
                                    .map(entry -> new Copy(npm, entry, name, stable))))
                    .findFirst();
        }
    }

    /**
     * A package that comes in several versions.
     *
     * @param asking the manifest that can change it
     * @param entry of this manifest, for the package itself or for one that brings the older version
     */
    private record Copy(NpmPackage asking, Entry entry, String name, List<PackageVersion> versions) {

        boolean isBrought() {
            return !entry.key().equals(name);
        }
    }

    private static Draft draft(Installation installation, Copy copy) {
        Draft draft = Draft.of(
                        RULE, Location.line(copy.asking().path(), copy.entry().line()))
                .scope(copy.name())
                .with("package", copy.name())
                .with("importer", installation.importer().path())
                .with(
                        "versions",
                        copy.versions().stream().map(PackageVersion::toString).toList())
                .with("count", copy.versions().size())
                .with("lock", installation.lock().path())
                .with("required", copy.entry().value().text().orElse(""))
                .confidence(installation.lock().peers().isEmpty() ? WITHOUT_PEERS : 0.9);
        Draft said = copy.isBrought() ? draft.with("by", copy.entry().key()).message(BROUGHT) : draft;
        return ONE_ALLOWED.contains(copy.name()) ? said.severity(Severity.MEDIUM) : said;
    }
}
