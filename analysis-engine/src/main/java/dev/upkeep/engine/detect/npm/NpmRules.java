package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.RuleGroup;

/** The rules of this area. */
public final class NpmRules {

    private NpmRules() {}

    public static RuleGroup group() {
        return RuleGroup.of(
                new DuplicateDependency(),
                new DevToolInDependencies(),
                new UnusedDependency(),
                new UndeclaredDependency(),
                new FrameworkVersions(),
                new MultipleVersions(),
                new HeavyDependency(),
                new IgnoredOverrides(),
                new OutdatedLockFile(),
                new ScriptFileMissing(),
                new ScriptModuleMismatch(),
                new ScriptUnreferenced(),
                new TurboTaskMissing(),
                new TooManyScripts());
    }
}
