package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.cargo.CargoLock.Locked;
import dev.upkeep.engine.detect.cargo.CargoLock.Need;
import dev.upkeep.engine.document.Value;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Entries without the default features that switch on others, of a crate that another dependency from elsewhere is built
 * with: Cargo builds it once, with the features of both. Evidence: the lock file, where both need the same version.
 */
final class FeatureSwitch {

    private FeatureSwitch() {}

    static boolean is(Repository repository, CargoPackage owner, CargoDependency dependency) {
        boolean chooses = !dependency.features().isEmpty()
                && dependency
                        .value()
                        .get("default-features")
                        .filter(Value::isFalse)
                        .isPresent();
        return chooses
                && CargoLock.nearest(repository, owner.folder())
                        .filter(lock -> isBrought(lock, owner, dependency))
                        .isPresent();
    }

    /**
     * Whether the features of an entry may be meant for other packages, which get the same build of the crate: wherever
     * the lock file has another one that needs it in the same version, or cannot tell.
     */
    static boolean mayServeOthers(Repository repository, CargoPackage owner, CargoDependency dependency) {
        return !dependency.features().isEmpty()
                && CargoLock.nearest(repository, owner.folder())
                        .flatMap(lock -> lock.member(owner.name())
                                .map(member -> needs(member, dependency).noneMatch(need -> lock.isAlone(member, need))))
                        .orElse(true);
    }

    private static boolean isBrought(CargoLock lock, CargoPackage owner, CargoDependency dependency) {
        Set<Need> wanted = lock.member(owner.name()).stream()
                .flatMap(member -> needs(member, dependency))
                .collect(Collectors.toSet());
        Set<String> others = CargoDependency.of(owner.document()).stream()
                .filter(each -> !each.isDevelopment() && !each.isBuild())
                .map(CargoDependency::packageName)
                .filter(name -> !name.equals(dependency.packageName()))
                .collect(Collectors.toSet());
        return lock.external()
                .filter(each -> others.contains(each.name()))
                .flatMap(each -> needs(each, dependency))
                .anyMatch(wanted::contains);
    }

    /** With the version where there are several. */
    private static Stream<Need> needs(Locked locked, CargoDependency dependency) {
        return locked.needs().stream().filter(need -> need.name().equals(dependency.packageName()));
    }
}
