package dev.upkeep.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upkeep.events.EventCodec;
import dev.upkeep.events.EventType;
import dev.upkeep.events.FindingsScored;
import dev.upkeep.events.FindingsScored.FindingScore;
import dev.upkeep.events.Improvement;
import dev.upkeep.events.PlanScored;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class AnalysisConsumerIT {

    private static final String SCORING = "upkeep.scoring";
    private static final String DEAD_LETTERS = "upkeep.analysis.scoring.dlq";

    private final Wire wire;
    private final Database database;

    AnalysisConsumerIT() {
        Config config = ConfigProvider.getConfig();
        wire = new Wire(config.getValue("kafka.bootstrap.servers", String.class));
        database = new Database(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.password", String.class));
    }

    @BeforeEach
    void everybodyMayConnect() throws SQLException {
        database.execute("ALTER ROLE scoring CONNECTION LIMIT -1");
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void partsInAnyOrderAndAnEarlyCompletionMakeOnePlan() {
        AnalysisEvents analysis = new AnalysisEvents("any-order", 3, 5);

        wire.send(analysis.part(2));
        wire.send(analysis.completed());
        wire.send(analysis.part(0));
        wire.send(analysis.part(1));

        List<ConsumerRecord<String, byte[]>> records = planOf(analysis);
        assertThat(scored(records)).hasSize(15).doesNotHaveDuplicates();
        assertThat(records)
                .allSatisfy(message ->
                        assertThat(Wire.header(message, "traceparent")).contains(Wire.TRACE_ID));
    }

    @Test
    void anAnalysisWithoutFindingsHasAPlanWithoutParts() {
        AnalysisEvents analysis = new AnalysisEvents("nothing-found", 0, 0);

        wire.send(analysis.completed());

        PlanScored plan = wire.read(planOf(analysis), PlanScored.class).getFirst();
        assertThat(plan.parts()).isZero();
        assertThat(plan.phases()).hasSize(5);
    }

    @Test
    void aRedeliveredEventChangesNothing() throws SQLException {
        AnalysisEvents analysis = new AnalysisEvents("redelivered", 2, 5);
        sendAll(analysis);
        planOf(analysis);

        sendAll(analysis);
        wire.send(analysis.part(1));
        handled(analysis.repositoryId(), "after-redelivery");

        List<ConsumerRecord<String, byte[]>> records = planOf(analysis);
        assertThat(wire.read(records, PlanScored.class)).hasSize(1);
        assertThat(scored(records)).hasSize(10);
        assertThat(database.count("finding_part", analysis.analysisId())).isZero();
        assertThat(database.count("completion", analysis.analysisId())).isZero();
    }

    @Test
    void aMalformedEventIsParkedWithItsReason() {
        byte[] value = "{\"analysisId\":".getBytes(StandardCharsets.UTF_8);

        wire.send("malformed", EventType.FINDINGS_REPORTED, new UUID(0, 7).toString(), value);

        ConsumerRecord<String, byte[]> parked = wire.await(DEAD_LETTERS, "malformed", EventType.FINDINGS_REPORTED, 1)
                .getFirst();
        assertThat(parked.value()).isEqualTo(value);
        assertThat(Wire.header(parked, "dead-letter-reason")).contains("does not parse");
    }

    @Test
    void partsThatHoldAnotherNumberOfFindingsThanSaidAreParked() {
        AnalysisEvents said = new AnalysisEvents("miscounted", 1, 5);
        AnalysisEvents sent = new AnalysisEvents("miscounted", 1, 4);

        wire.send(sent.part(0));
        wire.send(said.completed());

        ConsumerRecord<String, byte[]> parked = wire.await(
                        DEAD_LETTERS, said.repositoryId(), EventType.ANALYSIS_COMPLETED, 1)
                .getFirst();
        assertThat(Wire.header(parked, "dead-letter-reason")).contains("says 5 findings, its 1 parts hold 4");
    }

    @Test
    void aTransientFailureIsRetriedThenParked() throws SQLException {
        AnalysisEvents analysis = new AnalysisEvents("no-connections", 1, 5);
        database.execute("ALTER ROLE scoring CONNECTION LIMIT 0");
        database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'scoring'");

        wire.send(analysis.part(0));

        ConsumerRecord<String, byte[]> parked = wire.await(
                        DEAD_LETTERS, analysis.repositoryId(), EventType.FINDINGS_REPORTED, 1)
                .getFirst();
        assertThat(Wire.header(parked, "dead-letter-reason")).contains("the database is not to be reached");
        database.execute("ALTER ROLE scoring CONNECTION LIMIT -1");
        wire.send(analysis.part(0));
        wire.send(analysis.completed());
        assertThat(scored(planOf(analysis))).hasSize(5);
    }

    @Test
    void aCrashBeforeTheCommitLosesNothing() throws SQLException {
        AnalysisEvents analysis = new AnalysisEvents("crash", 1, 5);
        try (Database.Held _ = database.hold(analysis.repositoryId())) {
            wire.send(analysis.part(0));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(database.waiting()).isEqualTo(1));
            database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE usename = 'scoring' AND wait_event = 'advisory'");
        }

        wire.send(analysis.completed());

        assertThat(scored(planOf(analysis))).hasSize(5);
    }

    @Test
    void aRefusedAnalysisLeavesNothingBehind() throws SQLException {
        AnalysisEvents analysis = new AnalysisEvents("refused", 2, 5);

        wire.send(analysis.part(0));
        wire.send(analysis.refused());
        handled(analysis.repositoryId(), "after-refusal");

        assertThat(database.count("finding_part", analysis.analysisId())).isZero();
    }

    @Test
    void fiveThousandFindingsTravelInPartsBelowTheLimit() {
        AnalysisEvents analysis = new AnalysisEvents("large", 20, 250);

        sendAll(analysis);

        List<ConsumerRecord<String, byte[]>> records = planOf(analysis);
        assertThat(records)
                .allSatisfy(
                        message -> assertThat(message.value().length).isLessThan(EventCodec.MAX_MESSAGE_BYTES * 4 / 5));
        assertThat(scored(records)).hasSize(5_000).doesNotHaveDuplicates();
        PlanScored plan = wire.read(records, PlanScored.class).getFirst();
        assertThat(wire.read(records, FindingsScored.class)).hasSize(plan.parts());
        assertThat(plan.phases().stream().flatMap(phase -> phase.improvementIds().stream()))
                .containsExactlyInAnyOrderElementsOf(wire.read(records, FindingsScored.class).stream()
                        .flatMap(part -> part.improvements().stream())
                        .map(Improvement::id)
                        .toList());
    }

    private void sendAll(AnalysisEvents analysis) {
        for (int part = 0; part < analysis.parts(); part++) {
            wire.send(analysis.part(part));
        }
        wire.send(analysis.completed());
    }

    private List<ConsumerRecord<String, byte[]>> planOf(AnalysisEvents analysis) {
        return wire.await(SCORING, analysis.repositoryId(), EventType.PLAN_SCORED, 1);
    }

    /** All that was sent for that repository before is handled when this has been parked: keys keep their order. */
    private void handled(String repositoryId, String eventName) {
        byte[] marker = eventName.getBytes(StandardCharsets.UTF_8);
        wire.send(repositoryId, EventType.ANALYSIS_STARTED, new UUID(1, eventName.length()).toString(), marker);
        wire.await(DEAD_LETTERS, repositoryId, EventType.ANALYSIS_STARTED, 1);
    }

    private List<String> scored(List<ConsumerRecord<String, byte[]>> records) {
        return wire.read(records, FindingsScored.class).stream()
                .flatMap(part -> part.findings().stream())
                .map(FindingScore::findingId)
                .toList();
    }
}
