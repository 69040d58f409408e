package dev.upkeep.engine.detect.kubernetes;

import dev.upkeep.engine.detect.RuleGroup;

/** The rules of this area. */
public final class KubernetesRules {

    private KubernetesRules() {}

    public static RuleGroup group() {
        return RuleGroup.of(new ChartWithoutTemplates(), new WorkloadPorts());
    }
}
