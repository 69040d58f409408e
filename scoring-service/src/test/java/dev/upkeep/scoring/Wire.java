package dev.upkeep.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.events.Event;
import dev.upkeep.events.EventCodec;
import dev.upkeep.events.EventIds;
import dev.upkeep.events.EventType;
import dev.upkeep.events.MalformedEventException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The neighbours of scoring on Kafka: writes what an analyser writes, reads what report would read. */
final class Wire implements AutoCloseable {

    static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static final String ANALYSIS = "upkeep.analysis";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<String, byte[]> producer;
    private final String bootstrapServers;

    Wire(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    void send(Event event) {
        send(event.repositoryId(), EventType.of(event), EventIds.of(event).toString(), codec.encode(event));
    }

    void send(String repositoryId, EventType type, String eventId, byte[] value) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(ANALYSIS, repositoryId, value);
        message.headers().add("ce_specversion", utf8("1.0"));
        message.headers().add("ce_id", utf8(eventId));
        message.headers().add("ce_type", utf8(type.typeName()));
        message.headers().add("ce_source", utf8("/test"));
        message.headers().add("traceparent", utf8("00-" + TRACE_ID + "-00f067aa0ba902b7-01"));
        try {
            producer.send(message).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError("the broker did not take the event", e);
        }
    }

    /** The records of one repository on a topic, from its beginning, as soon as there are that many of a type. */
    List<ConsumerRecord<String, byte[]>> await(String topic, String repositoryId, EventType type, int count) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer(topic)) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end && ofType(records, type) < count) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                    if (repositoryId.equals(message.key())) {
                        records.add(message);
                    }
                });
            }
        }
        assertThat(ofType(records, type)).as("%s of %s", type, repositoryId).isGreaterThanOrEqualTo(count);
        return records;
    }

    <E extends Event> List<E> read(List<ConsumerRecord<String, byte[]>> records, Class<E> kind) {
        return records.stream()
                .map(this::decode)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    static String header(ConsumerRecord<String, byte[]> message, String key) {
        return Optional.ofNullable(message.headers().lastHeader(key))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .orElse("");
    }

    @Override
    public void close() {
        producer.close();
    }

    private KafkaConsumer<String, byte[]> consumer(String topic) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private Event decode(ConsumerRecord<String, byte[]> message) {
        try {
            return codec.decode(EventType.named(header(message, "ce_type")).orElseThrow(), message.value());
        } catch (MalformedEventException e) {
            throw new AssertionError("scoring wrote what nobody can read", e);
        }
    }

    private static long ofType(List<ConsumerRecord<String, byte[]>> records, EventType type) {
        return records.stream()
                .filter(message -> header(message, "ce_type").equals(type.typeName()))
                .count();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
