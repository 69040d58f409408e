package dev.upkeep.engine.detect.cargo.crates;

import dev.upkeep.engine.detect.RuleGroup;
import java.util.List;

/** The rules of this area. */
public final class CrateRules {

    private CrateRules() {}

    public static RuleGroup group() {
        return new RuleGroup(
                List.of(
                        new FullFeatures(),
                        new TestOnlyDependency(),
                        new DoubledDependency(),
                        new DuplicateStack(),
                        new MultipleVersions(),
                        new NoOptionalDependencies()),
                List.of(new TokioFacts()),
                List.of());
    }
}
