package dev.upkeep.engine.detect.sql;

import dev.upkeep.engine.detect.RuleGroup;

/** The rules of this area. */
public final class SqlRules {

    private SqlRules() {}

    public static RuleGroup group() {
        return RuleGroup.of();
    }
}
