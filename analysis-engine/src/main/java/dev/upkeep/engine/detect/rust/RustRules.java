package dev.upkeep.engine.detect.rust;

import dev.upkeep.engine.detect.RuleGroup;

/** The rules of this area. */
public final class RustRules {

    private RustRules() {}

    public static RuleGroup group() {
        return RuleGroup.of();
    }
}
