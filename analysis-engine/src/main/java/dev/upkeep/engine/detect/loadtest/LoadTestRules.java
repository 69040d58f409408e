package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.RuleGroup;

/** The rules of this area. */
public final class LoadTestRules {

    private LoadTestRules() {}

    public static RuleGroup group() {
        return RuleGroup.of();
    }
}
