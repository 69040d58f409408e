package dev.upkeep.analyzer;

import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.AnalysisEvent;
import dev.upkeep.events.AnalysisProgressed;
import dev.upkeep.events.AnalysisRefused;
import dev.upkeep.events.EventCodec;
import dev.upkeep.events.EventType;
import dev.upkeep.events.MalformedEventException;
import dev.upkeep.events.RepositoryChanged;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The analyser's topics as its neighbours see them, through the plain client. Not thread-safe. */
final class Topics implements AutoCloseable {

    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    Topics(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        UUID.randomUUID().toString(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of("upkeep.analysis", "upkeep.repository.analyzer.dlq"));
    }

    void publish(RepositoryChanged change) {
        send(
                change.repositoryId(),
                codec.encode(change),
                EventType.REPOSITORY_CHANGED.typeName(),
                change.changeId().toString());
    }

    void send(String key, byte[] value, String type, String id) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>("upkeep.repository", key, value);
        message.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        message.headers().add("ce_id", id.getBytes(StandardCharsets.UTF_8));
        try {
            producer.send(message).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** What was said of the analysis so far, progress left out, in order. */
    List<AnalysisEvent> factsOf(UUID analysisId) {
        poll();
        return seen.stream()
                .filter(message -> message.topic().equals("upkeep.analysis"))
                .map(this::decode)
                .filter(event -> event.analysisId().equals(analysisId))
                .filter(event -> !(event instanceof AnalysisProgressed))
                .toList();
    }

    /** Whether the last word on the analysis has been spoken that many times. */
    boolean isOver(UUID analysisId, int times) {
        return factsOf(analysisId).stream()
                        .filter(event -> event instanceof AnalysisCompleted || event instanceof AnalysisRefused)
                        .count()
                >= times;
    }

    /** The messages of that key in the dead-letter topic. */
    List<ConsumerRecord<String, byte[]>> parked(String key) {
        poll();
        return seen.stream()
                .filter(message -> message.topic().endsWith(".dlq") && key.equals(message.key()))
                .toList();
    }

    /** The {@code ce_id}s of what was said under the key, in order, each as often as it was said. */
    List<String> idsOf(String key, String type) {
        poll();
        return seen.stream()
                .filter(message -> key.equals(message.key()) && type.equals(header(message, "ce_type")))
                .map(message -> header(message, "ce_id"))
                .toList();
    }

    static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
    }

    private void poll() {
        consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
    }

    private AnalysisEvent decode(ConsumerRecord<String, byte[]> message) {
        try {
            EventType type = EventType.named(header(message, "ce_type")).orElseThrow();
            return (AnalysisEvent) codec.decode(type, message.value());
        } catch (MalformedEventException e) {
            throw new AssertionError(e);
        }
    }
}
