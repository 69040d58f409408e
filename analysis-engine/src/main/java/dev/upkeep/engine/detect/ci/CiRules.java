package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.RuleGroup;

/** The rules of this area. */
public final class CiRules {

    private CiRules() {}

    public static RuleGroup group() {
        return RuleGroup.of(
                new NoDependencyCache(),
                new CacheKey(),
                new RetiredAction(),
                new RetiredRunner(),
                new MisplacedWorkflow(),
                new DuplicatedWorkflow(),
                new WorkflowPaths(),
                new GitLabPaths(),
                new ScriptMissing(),
                new TurboCalls(),
                new ImageBuilds(),
                new ImageTargets(),
                new ChangeFilters(),
                new DependabotDirectory(),
                new UndefinedReference(),
                new SerialTests(),
                new SlowBuildProfile(),
                new ColdBuild(),
                new FakeTestScript(),
                new UncategorisedTests());
    }
}
