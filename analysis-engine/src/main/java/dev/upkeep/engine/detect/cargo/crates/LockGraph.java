package dev.upkeep.engine.detect.cargo.crates;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.cargo.CargoDependency;
import dev.upkeep.engine.detect.cargo.CargoLock;
import dev.upkeep.engine.detect.cargo.CargoLock.Locked;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.cargo.CargoWorkspace.Requirement;
import dev.upkeep.engine.detect.cargo.ManifestComment;
import dev.upkeep.engine.detect.cargo.UnusedDependencies;
import dev.upkeep.engine.document.Paths;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the packages of one lock file are built with when no tests are built, and who asks for it. */
final class LockGraph {

    /**
     * A line of a manifest, and the package that it leads to.
     *
     * @param owner that asks for it
     * @param written where it says which version
     * @param held whether it asks for no later version, and a comment beside it says why
     */
    record Request(CargoPackage owner, CargoDependency dependency, Requirement written, Locked locked, boolean held) {}

    private static final Pattern PLAIN =
            Pattern.compile("\\s*[\\^~=]?\\s*(\\d+)(?:\\.(\\d+))?(?:\\.\\d+)?(?:[-+].*)?\\s*");

    private final CargoLock lock;
    private final UnusedDependencies unused;
    private final List<Request> requests = new ArrayList<>();
    private final Map<String, Set<String>> parents = new TreeMap<>();
    private final Set<Locked> built;

    /** Of the packages below the folder of the lock file, as far as no other lock file counts for them. */
    LockGraph(Repository repository, String lockPath, CargoLock lock) {
        this.lock = lock;
        this.unused = repository.model(UnusedDependencies.MODEL);
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        for (CargoPackage each : workspace.packages()) {
            Optional<Locked> member = lock.member(each.name());
            // What a program lists to unify features is nothing that anybody asks for.
            if (member.isPresent()
                    && lockOf(repository, workspace, each).equals(lockPath)
                    && !UnusedDependencies.isWritten(repository, workspace, each)) {
                CargoDependency.of(each.document()).stream()
                        .filter(dependency -> !dependency.isDevelopment())
                        .forEach(dependency -> request(repository, each, member.get(), dependency));
            }
        }
        this.built = reached(requests.stream().map(Request::locked).toList());
        requests.forEach(each -> parent(each.locked(), each.owner().name()));
        built.stream()
                .filter(Locked::external)
                .forEach(each -> each.needs().stream()
                        .flatMap(need -> lock.find(need).stream())
                        .forEach(needed -> parent(needed, key(each))));
    }

    /** One in the own folder of a member is left over from before: Cargo reads that of the workspace. */
    private static String lockOf(Repository repository, CargoWorkspace workspace, CargoPackage each) {
        return nearestLock(repository, workspace.workspaceOf(each).orElse(each.folder()));
    }

    private static String nearestLock(Repository repository, String folder) {
        for (String at = folder; ; at = Paths.folder(at)) {
            String path = at.isEmpty() ? "Cargo.lock" : at + "/Cargo.lock";
            if (at.isEmpty() || repository.exists(path)) {
                return path;
            }
        }
    }

    private void request(Repository repository, CargoPackage owner, Locked member, CargoDependency dependency) {
        Requirement written = repository.model(CargoWorkspace.MODEL).requirement(owner, dependency);
        boolean held = ManifestComment.holdsBack(repository, written.manifest(), written.dependency());
        member.needs().stream()
                .filter(need -> need.name().equals(written.dependency().packageName()))
                .flatMap(need -> lock.find(need).stream())
                .filter(found -> fits(written.dependency(), found))
                .findFirst()
                .ifPresent(found -> requests.add(new Request(owner, dependency, written, found, held)));
    }

    /**
     * Whether the version may be what the line asks for: where the lock file is older than the manifest, or a package
     * takes two versions under two names, it need not be.
     */
    private static boolean fits(CargoDependency dependency, Locked locked) {
        Matcher plain = PLAIN.matcher(dependency.version().orElse(""));
        if (!plain.matches()) {
            return true;
        }
        String major = plain.group(1);
        boolean first = major.equals("0") && plain.group(2) != null;
        return (locked.version() + ".").startsWith(first ? "0." + plain.group(2) + "." : major + ".");
    }

    private void parent(Locked of, String name) {
        parents.computeIfAbsent(key(of), key -> new TreeSet<>()).add(name);
    }

    /** Everything of others that these lead to, themselves included; members of the workspace speak for themselves. */
    private Set<Locked> reached(Collection<Locked> from) {
        Set<Locked> reached = new LinkedHashSet<>(from);
        Deque<Locked> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            Locked next = open.pop();
            next.needs().stream()
                    .filter(need -> next.external())
                    .flatMap(need -> lock.find(need).stream())
                    .filter(reached::add)
                    .forEach(open::add);
        }
        return reached;
    }

    /** Crates of others that are built in more than one version, from the oldest to the newest. */
    Map<String, List<Locked>> several() {
        Map<String, List<Locked>> several = new TreeMap<>();
        lock.byName().forEach((name, all) -> {
            List<Locked> versions = all.stream()
                    .filter(each -> each.external() && built.contains(each))
                    .sorted((one, other) -> CargoLock.compare(one.version(), other.version()))
                    .toList();
            boolean forked = versions.stream().anyMatch(Locked::forked);
            if (!forked && versions.stream().map(Locked::version).distinct().count() > 1) {
                several.put(name, versions);
            }
        });
        return several;
    }

    /** How many versions of a crate of others the lock file has, built or not. */
    int locked(String name) {
        return (int) lock.byName().getOrDefault(name, List.of()).stream()
                .filter(Locked::external)
                .map(Locked::version)
                .distinct()
                .count();
    }

    /** Those of dependencies that their package uses; where it does not, the line should go and not be raised. */
    List<Request> requests() {
        return requests.stream()
                .filter(each -> !unused.include(each.owner(), each.dependency()))
                .toList();
    }

    /** The crates that lead to this version, by name and version, itself included. */
    Set<String> leadingTo(Locked version) {
        Set<String> leading = new LinkedHashSet<>(Set.of(key(version)));
        Deque<String> open = new ArrayDeque<>(leading);
        while (!open.isEmpty()) {
            parents.getOrDefault(open.pop(), Set.of()).stream()
                    .filter(leading::add)
                    .forEach(open::add);
        }
        return leading;
    }

    /** Whether nobody but packages of the repository asks for this version: then it goes when they ask for another. */
    boolean isOwnAlone(Locked version) {
        return parents(version).stream().noneMatch(parent -> parent.contains(" "));
    }

    static String key(Locked locked) {
        return locked.name() + " " + locked.version();
    }

    /** Who asks for this version, sorted. */
    List<String> parents(Locked of) {
        return List.copyOf(parents.getOrDefault(key(of), Set.of()));
    }
}
