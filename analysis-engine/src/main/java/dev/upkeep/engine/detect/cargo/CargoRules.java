package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.RuleGroup;

/** The rules of this area. */
public final class CargoRules {

    private CargoRules() {}

    public static RuleGroup group() {
        return RuleGroup.of(
                new UnusedDependency(),
                new MissingLockFile(),
                new OutdatedLockFile(),
                new UnreadLockFile(),
                new ManifestChecks(),
                new UndefinedInheritance(),
                new RustVersions());
    }
}
