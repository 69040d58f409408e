package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Packages that sources import whose own manifests do not declare them, and that one manifest alone brings, at least for
 * run time: there an entry is needed that its own package does not use.
 *
 * @param names of them
 */
record BorrowedPackages(Set<String> names) {

    static final Model<BorrowedPackages> MODEL = new Model<>("npm.borrowed", BorrowedPackages::read);

    boolean has(String name) {
        return names.contains(name);
    }

    private static BorrowedPackages read(Repository repository) {
        NpmWorkspace workspace = repository.model(NpmWorkspace.MODEL);
        Map<NpmPackage, Set<String>> byPackage = new HashMap<>();
        repository
                .model(ScriptLinks.PACKAGES)
                .forEach((path, imported) -> workspace
                        .owner(path)
                        .ifPresent(npm -> byPackage
                                .computeIfAbsent(npm, key -> new HashSet<>())
                                .addAll(imported)));
        Set<String> names = new HashSet<>();
        byPackage.forEach((npm, imported) -> imported.stream()
                .filter(name -> !workspace.holds(name) && isMissing(workspace, npm, name))
                .forEach(names::add));
        names.removeIf(name -> !isBroughtByOne(workspace, name));
        return new BorrowedPackages(Set.copyOf(names));
    }

    /** Whether the package does not declare it, and those around it have it among their tools at most. */
    private static boolean isMissing(NpmWorkspace workspace, NpmPackage npm, String name) {
        return !workspace.declares(npm, name)
                || (!npm.declares(name)
                        && workspace
                                .withEnclosing(npm)
                                .allMatch(around -> around.manifest()
                                                .at(NpmPackage.DEV_DEPENDENCIES, name)
                                                .isPresent()
                                        || !around.declares(name)));
    }

    /** Whether one manifest brings it, or one alone for run time: what others have among their tools is not installed then. */
    private static boolean isBroughtByOne(NpmWorkspace workspace, String name) {
        List<NpmPackage> declaring =
                workspace.packages().stream().filter(npm -> npm.declares(name)).toList();
        return declaring.size() == 1
                || declaring.stream()
                                .filter(npm -> npm.manifest()
                                        .at(NpmPackage.DEPENDENCIES, name)
                                        .isPresent())
                                .count()
                        == 1;
    }
}
