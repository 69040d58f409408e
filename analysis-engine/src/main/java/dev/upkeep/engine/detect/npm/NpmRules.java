package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.RuleGroup;

/** The rules of this area. */
public final class NpmRules {

    private NpmRules() {}

    public static RuleGroup group() {
        return RuleGroup.of(
                new DuplicateDependency(), new DevToolInDependencies(), new ScriptFileMissing(), new TooManyScripts());
    }
}
