package dev.upkeep.engine.detect.cache;

import dev.upkeep.engine.detect.RuleGroup;
import dev.upkeep.engine.detect.rust.code.RustChecks;
import java.util.List;

/** The rules of this area. */
public final class CacheRules {

    private CacheRules() {}

    public static RuleGroup group() {
        return new RuleGroup(
                List.of(
                        new UnboundedCache(),
                        new UnusedCacheModule(),
                        new ScriptNoExpiry(),
                        new RustChecks(List.of(new RustNoExpiry()))),
                List.of(new RustMapFacts(), new ScriptMapFacts()),
                List.of());
    }
}
