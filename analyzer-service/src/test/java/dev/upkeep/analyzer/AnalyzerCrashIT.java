package dev.upkeep.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upkeep.events.RepositoryChanged;
import dev.upkeep.standalone.InfrastructureProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two packaged analysers in one consumer group. */
class AnalyzerCrashIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TAKEN_UP = "Analysing HEAD of project";
    private static final int REPOSITORIES = 24;

    @TempDir
    Path temporary;

    @Test
    void twoAnalysersShareTheWorkAndTheDeathOfOneLosesNothing() throws Exception {
        Path project = Projects.create(temporary.resolve("p"), 150);
        List<RepositoryChanged> changes = Stream.generate(() -> Projects.scan(project.toString(), "HEAD"))
                .limit(REPOSITORIES)
                .toList();
        try (InfrastructureProcess infrastructure = InfrastructureProcess.start();
                Topics topics = new Topics(infrastructure.addresses().kafka());
                AnalyserProcess victim = AnalyserProcess.start(infrastructure, temporary.resolve("one"));
                AnalyserProcess survivor = AnalyserProcess.start(infrastructure, temporary.resolve("two"))) {
            await().atMost(PATIENCE).until(() -> victim.log().contains("started in"));
            await().atMost(PATIENCE).until(() -> survivor.log().contains("started in"));
            changes.forEach(topics::publish);
            await().atMost(PATIENCE)
                    .until(() ->
                            victim.log().contains(TAKEN_UP) && survivor.log().contains(TAKEN_UP));
            victim.kill();

            await().atMost(PATIENCE)
                    .until(() -> changes.stream().allMatch(change -> topics.isOver(change.changeId(), 1)));
            assertThat(changes)
                    .allSatisfy(change ->
                            assertThat(topics.parked(change.repositoryId())).isEmpty());
        }
    }
}
