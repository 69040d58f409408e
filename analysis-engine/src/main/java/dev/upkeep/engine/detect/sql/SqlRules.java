package dev.upkeep.engine.detect.sql;

import dev.upkeep.engine.detect.RuleGroup;
import java.util.List;

/** The rules of this area. */
public final class SqlRules {

    private SqlRules() {}

    public static RuleGroup group() {
        return new RuleGroup(
                List.of(
                        new SelectStar(),
                        new QueryInLoop(),
                        new StringBuiltQuery(),
                        new MissingIndex(),
                        new UnpreparedQuery()),
                List.of(new QueryFacts()),
                List.of());
    }
}
