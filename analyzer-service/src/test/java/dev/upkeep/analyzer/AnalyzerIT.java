package dev.upkeep.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.AnalysisEvent;
import dev.upkeep.events.AnalysisRefused;
import dev.upkeep.events.AnalysisRefused.Reason;
import dev.upkeep.events.AnalysisStarted;
import dev.upkeep.events.EventIds;
import dev.upkeep.events.EventType;
import dev.upkeep.events.FindingsReported;
import dev.upkeep.events.RepositoryChanged;
import dev.upkeep.standalone.InfrastructureProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One packaged analyser on real Kafka and Redis. */
class AnalyzerIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    static Path shared;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static InfrastructureProcess infrastructure;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static AnalyserProcess analyser;

    @TempDir
    Path temporary;

    private final Topics topics = new Topics(infrastructure.addresses().kafka());

    @BeforeAll
    static void start() throws IOException {
        infrastructure = InfrastructureProcess.start();
        analyser = AnalyserProcess.start(infrastructure, shared);
    }

    @AfterAll
    static void stop() {
        analyser.close();
        infrastructure.close();
    }

    @AfterEach
    void disconnect() {
        topics.close();
    }

    @Test
    void aRepositoryBecomesPartsOfFindingsAndACompletionWhoseTotalsAgree() throws Exception {
        RepositoryChanged change =
                Projects.scan(Projects.create(temporary.resolve("p"), 20).toString(), "HEAD");
        List<AnalysisEvent> facts = analysed(change, 1);

        AnalysisCompleted completed = (AnalysisCompleted) facts.getLast();
        List<FindingsReported> parts = facts.stream()
                .filter(FindingsReported.class::isInstance)
                .map(FindingsReported.class::cast)
                .toList();
        assertThat(facts.getFirst()).isInstanceOf(AnalysisStarted.class);
        assertThat(parts)
                .extracting(FindingsReported::part)
                .doesNotHaveDuplicates()
                .hasSize(completed.parts());
        assertThat(parts).flatExtracting(FindingsReported::findings).hasSize(completed.findings());
        assertThat(completed.coverage().files()).isEqualTo(24);
        assertThat(completed.coverage().skipped()).extracting("path").contains("outside");
        assertThat(completed.commit().sha()).hasSize(40);
        assertThat(completed.traceId()).matches("[0-9a-f]{32}");
        assertThat(completed.metrics().commits()).isEqualTo(1);
    }

    @Test
    void aRedeliveredChangeSaysTheSameAgainUnderTheSameIds() throws Exception {
        RepositoryChanged change =
                Projects.scan(Projects.create(temporary.resolve("p"), 3).toString(), "HEAD");
        analysed(change, 1);
        List<AnalysisEvent> facts = analysed(change, 2);

        AnalysisCompleted first = (AnalysisCompleted) facts.get(facts.size() / 2 - 1);
        AnalysisCompleted second = (AnalysisCompleted) facts.getLast();
        assertThat(second.findings()).isEqualTo(first.findings());
        assertThat(second.coverage().cacheHits()).isGreaterThan(0);
        assertThat(topics.idsOf(change.repositoryId(), EventType.ANALYSIS_COMPLETED.typeName()))
                .containsExactly(
                        EventIds.of(first).toString(), EventIds.of(second).toString())
                .containsOnly(EventIds.of(first).toString());
    }

    @Test
    void aMalformedMessageIsParkedAndTheNextOneIsAnalysed() throws Exception {
        RepositoryChanged next =
                Projects.scan(Projects.create(temporary.resolve("p"), 1).toString(), "HEAD");
        topics.send(
                next.repositoryId(),
                "{\"changeId\": 12".getBytes(StandardCharsets.UTF_8),
                EventType.REPOSITORY_CHANGED.typeName(),
                UUID.randomUUID().toString());

        assertThat(analysed(next, 1).getLast()).isInstanceOf(AnalysisCompleted.class);
        await().atMost(PATIENCE).until(() -> topics.parked(next.repositoryId()).size() == 1);
    }

    @Test
    void aTransientFailureIsTriedAgainUntilItPasses() throws Exception {
        RepositoryChanged change = Projects.scan("http://127.0.0.1:" + closedPort() + "/a.git", "HEAD");
        Path obstacle = obstacle(change);
        topics.publish(change);
        await().atMost(PATIENCE).until(() -> topics.factsOf(change.changeId()).size() == 2);
        Files.delete(obstacle);

        await().atMost(PATIENCE).until(() -> topics.isOver(change.changeId(), 1));
        assertThat(refusal(change).reason()).isEqualTo(Reason.HOST_UNREACHABLE);
        assertThat(topics.parked(change.repositoryId())).isEmpty();
    }

    @Test
    void aTransientFailureThatLastsEndsInARefusalThatSaysWhy() throws Exception {
        RepositoryChanged change = Projects.scan("http://127.0.0.1:" + closedPort() + "/a.git", "HEAD");
        obstacle(change);
        analysed(change, 1);

        assertThat(refusal(change).reason()).isEqualTo(Reason.INTERNAL_ERROR);
        assertThat(refusal(change).detail()).contains("started 3 times");
    }

    @Test
    void eachRefusalSaysWhatToDo() throws Exception {
        Path project = Projects.create(temporary.resolve("p"), 1);

        assertRefused(Projects.scan(temporary.resolve("none").toString(), "HEAD"), Reason.NOT_FOUND);
        assertRefused(Projects.scan(project.resolve("broken.json").toString(), "HEAD"), Reason.NOT_A_REPOSITORY);
        assertRefused(Projects.scan(project.toString(), "mian"), Reason.UNKNOWN_REF);
    }

    private void assertRefused(RepositoryChanged change, Reason reason) {
        analysed(change, 1);
        assertThat(refusal(change).reason()).isEqualTo(reason);
        assertThat(refusal(change).detail()).isNotBlank();
    }

    private List<AnalysisEvent> analysed(RepositoryChanged change, int times) {
        topics.publish(change);
        await().atMost(PATIENCE).until(() -> topics.isOver(change.changeId(), times));
        return topics.factsOf(change.changeId());
    }

    private AnalysisRefused refusal(RepositoryChanged change) {
        return (AnalysisRefused) topics.factsOf(change.changeId()).getLast();
    }

    /** A folder where the lock of the mirror should be: opening it fails, as on a disk that is full. */
    private Path obstacle(RepositoryChanged change) throws IOException {
        String name = EventIds.of(change.repositoryId()) + ".lock";
        return Files.createDirectories(shared.resolve("data/mirrors").resolve(name));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
