package dev.upkeep.engine.detect.script;

import dev.upkeep.engine.detect.RuleGroup;

/** The rules of this area. */
public final class ScriptRules {

    private ScriptRules() {}

    public static RuleGroup group() {
        return RuleGroup.of();
    }
}
