package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.Repository;

/**
 * Requirements of exactly one version, or of none above one, of a crate that others bring: they hold it there, which no
 * code needs to name. Evidence: the lock file, where a package from elsewhere needs the crate.
 */
final class HeldBack {

    private HeldBack() {}

    static boolean is(Repository repository, CargoPackage owner, CargoDependency dependency) {
        return dependency.version().filter(version -> version.matches("[=<].*")).isPresent()
                && CargoLock.nearest(repository, owner.folder()).stream()
                        .flatMap(CargoLock::external)
                        .flatMap(each -> each.needs().stream())
                        .anyMatch(need -> need.name().equals(dependency.packageName()));
    }
}
