package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.RuleGroup;
import java.util.List;

/** The rules of this area. */
public final class LoadTestRules {

    private LoadTestRules() {}

    public static RuleGroup group() {
        return new RuleGroup(
                List.of(new LoadTestJudge(), new TargetPortMismatch()), List.of(new LoadTestExtractor()), List.of());
    }
}
