package dev.upkeep.engine.detect.monitoring;

import dev.upkeep.engine.detect.RuleGroup;

/** The rules of this area. */
public final class MonitoringRules {

    private MonitoringRules() {}

    public static RuleGroup group() {
        return RuleGroup.of(
                new AlertRulesNotLoaded(),
                new UnusedTracing(),
                new NoMetrics(),
                new NoTracing(),
                new ScrapeTargetNotMetrics(),
                new NoBenchmarkInCi());
    }
}
