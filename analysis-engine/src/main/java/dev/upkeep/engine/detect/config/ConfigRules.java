package dev.upkeep.engine.detect.config;

import dev.upkeep.engine.detect.RuleGroup;

/** The rules of this area. */
public final class ConfigRules {

    private ConfigRules() {}

    public static RuleGroup group() {
        return RuleGroup.of(new InvalidSyntax());
    }
}
