package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.RuleGroup;

/** The rules of this area. */
public final class AnyRules {

    private AnyRules() {}

    public static RuleGroup group() {
        return RuleGroup.of(new UnparsableSource(), new OversizedFile(), new Hotspot());
    }
}
