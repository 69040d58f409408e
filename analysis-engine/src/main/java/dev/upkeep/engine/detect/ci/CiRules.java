package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.RuleGroup;

/** The rules of this area. */
public final class CiRules {

    private CiRules() {}

    public static RuleGroup group() {
        return RuleGroup.of();
    }
}
