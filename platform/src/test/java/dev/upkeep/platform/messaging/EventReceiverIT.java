package dev.upkeep.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upkeep.events.EventCodec;
import dev.upkeep.events.RepositoryChanged;
import dev.upkeep.events.RepositoryRef;
import dev.upkeep.events.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealKafka.class)
class EventReceiverIT {

    private static final String TYPE = "dev.upkeep.repository-changed.v1";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    EventPublisher publisher;

    @Inject
    ProbeConsumer probe;

    @Inject
    MeterRegistry meters;

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void anEventIsHandledOnceWithItsIdItsTraceAndItsLogKeys() {
        RepositoryChanged change = say("fine");
        await().atMost(PATIENCE).until(() -> !probe.attempts(change.changeId()).isEmpty());
        assertThat(probe.attempts(change.changeId())).singleElement().satisfies(attempt -> {
            assertThat(attempt.traceId()).matches("[0-9a-f]{32}").isEqualTo(attempt.loggedTraceId());
            assertThat(attempt.loggedEventId()).isEqualTo(change.changeId().toString());
            assertThat(attempt.loggedRepositoryId()).isEqualTo(change.repositoryId());
        });
    }

    @Test
    void aRedeliveredEventIsRecognisedByItsId() {
        RepositoryChanged change = say("fine");
        publish(change);
        await().atMost(PATIENCE).until(() -> probe.attempts(change.changeId()).size() == 2);
    }

    @Test
    void aMalformedMessageIsParkedUntouchedWithItsReasonAndTheNextOneIsHandled() throws Exception {
        byte[] bytes = "{\"changeId\": 12, \u0000\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        String key = UUID.randomUUID().toString();
        send(key, bytes, Map.of("ce_type", TYPE, "ce_id", UUID.randomUUID().toString(), "traceparent", "keep-me"));
        ConsumerRecord<String, byte[]> dead = parked(key);
        assertThat(dead.value()).isEqualTo(bytes);
        assertThat(header(dead, "dead-letter-reason")).contains(TYPE, "does not parse");
        assertThat(header(dead, "dead-letter-exception-class-name")).endsWith("MalformedEventException");
        assertThat(header(dead, "dead-letter-topic")).isEqualTo("upkeep.repository");
        assertThat(header(dead, "dead-letter-offset")).matches("[0-9]+");
        assertThat(header(dead, "ce_type")).isEqualTo(TYPE);
        aLaterEventOfTheSameKeyIsHandled(key);
    }

    @Test
    void aMessageThatIsNoCloudEventIsParked() throws Exception {
        String key = UUID.randomUUID().toString();
        send(key, "hello".getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(header(parked(key), "dead-letter-reason")).contains("ce_type", "missing");
    }

    @Test
    void anEventOfAnotherTopicIsParked() throws Exception {
        String key = UUID.randomUUID().toString();
        String json = """
                {"analysisId": "0f1de4f3-1f68-5fb2-8b9f-9d9b8f6f7a11", "repositoryId": "r", "stage": "LIST",
                 "done": 1, "total": 2}
                """;
        send(
                key,
                json.getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "ce_type",
                        "dev.upkeep.analysis-progressed.v1",
                        "ce_id",
                        UUID.randomUUID().toString()));
        assertThat(header(parked(key), "dead-letter-reason")).contains("is no RepositoryEvent");
    }

    @Test
    void aTransientFailureIsRetriedOnTheSameContextUntilItPasses() {
        RepositoryChanged change = say("transient once");
        await().atMost(PATIENCE).until(() -> probe.attempts(change.changeId()).size() == 2);
        List<ProbeConsumer.Attempt> attempts = probe.attempts(change.changeId());
        assertThat(attempts.get(1)).isEqualTo(attempts.get(0));
        aLaterEventOfTheSameKeyIsHandled(change.repositoryId());
        assertThat(probe.attempts(change.changeId())).hasSize(2);
    }

    @Test
    void aTransientFailureThatLastsIsParkedAfterTheRetries() {
        RepositoryChanged change = say("transient");
        ConsumerRecord<String, byte[]> dead = parked(change.repositoryId());
        assertThat(probe.attempts(change.changeId())).hasSize(3);
        assertThat(dead.value()).isEqualTo(new EventCodec().encode(change));
        assertThat(header(dead, "dead-letter-reason")).isEqualTo("the host is down");
        aLaterEventOfTheSameKeyIsHandled(change.repositoryId());
    }

    @Test
    void aDefectIsParkedAtOnceHoweverItIsThrown() {
        for (String order : List.of("defect", "thrown")) {
            RepositoryChanged change = say(order);
            assertThat(header(parked(change.repositoryId()), "dead-letter-exception-class-name"))
                    .isEqualTo(IllegalStateException.class.getName());
            assertThat(probe.attempts(change.changeId())).hasSize(1);
        }
    }

    @Test
    void anUnknownTypeIsCountedAndSkipped() throws Exception {
        double before = skipped();
        String key = UUID.randomUUID().toString();
        send(key, new byte[] {1}, Map.of("ce_type", "dev.upkeep.something-new.v7", "ce_id", "x"));
        await().atMost(PATIENCE).until(() -> skipped() == before + 1);
        aLaterEventOfTheSameKeyIsHandled(key);
    }

    @Test
    void messagesOfOneKeyStayInOrderWhileAnotherKeyIsInFlight() {
        RepositoryChanged held = change("key-of-partition-a", "held");
        RepositoryChanged behind = change("key-of-partition-a", "fine");
        publish(held);
        publish(behind);
        await().atMost(PATIENCE).until(() -> !probe.attempts(held.changeId()).isEmpty());
        for (int i = 0; i < 12; i++) {
            publish(change("other-" + i, "fine"));
        }
        RepositoryChanged last = say("fine");
        assertThat(probe.attempts(behind.changeId())).isEmpty();
        probe.openGate();
        await().atMost(PATIENCE).until(() -> !probe.attempts(behind.changeId()).isEmpty());
        await().atMost(PATIENCE).until(() -> !probe.attempts(last.changeId()).isEmpty());
    }

    private void aLaterEventOfTheSameKeyIsHandled(String key) {
        RepositoryChanged later = change(key, "fine");
        publish(later);
        await().atMost(PATIENCE).until(() -> probe.attempts(later.changeId()).size() == 1);
    }

    private RepositoryChanged say(String order) {
        RepositoryChanged change = change(UUID.randomUUID().toString(), order);
        publish(change);
        return change;
    }

    private void publish(RepositoryChanged change) {
        publisher.publish(Topic.REPOSITORY, change).await().atMost(PATIENCE);
    }

    private static RepositoryChanged change(String key, String order) {
        RepositoryRef repository = new RepositoryRef(key, "a/b", "https://example.org/a/b.git", "git", "main");
        return new RepositoryChanged(
                UUID.randomUUID(),
                repository,
                order,
                null,
                null,
                RepositoryChanged.Trigger.SCAN,
                null,
                Instant.parse("2026-11-20T10:00:00Z"));
    }

    private void send(String key, byte[] value, Map<String, String> headers) throws Exception {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>("upkeep.repository", key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    private ConsumerRecord<String, byte[]> parked(String key) {
        try (DeadLetters letters = new DeadLetters(bootstrapServers, "upkeep.repository.analyzer.dlq")) {
            return await().atMost(PATIENCE)
                    .until(() -> letters.of(key), found -> found.size() == 1)
                    .getFirst();
        }
    }

    private double skipped() {
        return meters.counter("upkeep.events.received", "type", "unknown", "outcome", "skipped")
                .count();
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
