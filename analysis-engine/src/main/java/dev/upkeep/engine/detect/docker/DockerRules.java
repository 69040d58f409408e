package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.RuleGroup;
import java.util.List;

/** The rules of this area. */
public final class DockerRules {

    private DockerRules() {}

    public static RuleGroup group() {
        return new RuleGroup(
                List.of(
                        new NoDependencyLayer(),
                        new DependencyLayerReview(),
                        new MovingBase(),
                        new MovingService(),
                        new MovingJobImage(),
                        new MovingWorkload(),
                        new RootUser(),
                        new SingleStage(),
                        new CopySourceMissing(),
                        new BuiltProgramMissing(),
                        new HealthcheckToolMissing(),
                        new MountSourceMissing(),
                        new ComposeContext(),
                        new ComposeTarget(),
                        new ServiceWithoutClient(),
                        new PortMismatch(),
                        new DefaultPort(),
                        new StaleExpose(),
                        new WorkloadImage()),
                List.of(new BuildInstructions()),
                List.of());
    }
}
