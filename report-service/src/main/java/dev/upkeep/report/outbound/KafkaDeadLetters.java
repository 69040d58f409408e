package dev.upkeep.report.outbound;

import dev.upkeep.platform.failure.TransientFailure;
import dev.upkeep.report.application.DeadLetters;
import dev.upkeep.report.application.Workbench;
import dev.upkeep.report.domain.DeadLetter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The dead-letter topics, read when somebody asks: people look at them seldom, so no client is kept open. */
@ApplicationScoped
class KafkaDeadLetters implements DeadLetters {

    private static final String SUFFIX = ".dlq";
    private static final String ADDED = "dead-letter-";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Workbench workbench;
    private final String brokers;

    KafkaDeadLetters(Workbench workbench, @ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
        this.workbench = workbench;
        this.brokers = brokers;
    }

    @Override
    public Uni<List<DeadLetter>> list(int limit) {
        return workbench.compute(() -> read(limit).stream()
                .map(KafkaDeadLetters::letter)
                .sorted(Comparator.comparing(DeadLetter::parkedAt).reversed().thenComparing(DeadLetter::id))
                .toList());
    }

    @Override
    public Uni<Boolean> replay(String id) {
        return workbench.compute(() -> find(id).map(this::send).orElse(false));
    }

    private List<ConsumerRecord<byte[], byte[]>> read(int limit) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.listTopics(PATIENCE).values().stream()
                    .flatMap(Collection::stream)
                    .filter(partition -> partition.topic().endsWith(SUFFIX))
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, PATIENCE);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions, PATIENCE);
            consumer.assign(partitions);
            partitions.forEach(partition -> consumer.seek(
                    partition, Math.max(first.getOrDefault(partition, 0L), end.getOrDefault(partition, 0L) - limit)));
            return poll(consumer, end);
        } catch (KafkaException e) {
            throw new TransientFailure("The broker does not answer", e);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> poll(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> end) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < giveUp
                && end.entrySet().stream().anyMatch(last -> consumer.position(last.getKey()) < last.getValue())) {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        }
        return records;
    }

    private Optional<ConsumerRecord<byte[], byte[]>> find(String id) {
        int offsetAt = id.lastIndexOf('-');
        int partitionAt = id.lastIndexOf('-', offsetAt - 1);
        if (partitionAt <= 0 || !id.substring(partitionAt + 1).matches("\\d{1,9}-\\d{1,18}")) {
            return Optional.empty();
        }
        TopicPartition partition = new TopicPartition(
                id.substring(0, partitionAt), Integer.parseInt(id.substring(partitionAt + 1, offsetAt)));
        long offset = Long.parseLong(id.substring(offsetAt + 1));
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            if (!partition.topic().endsWith(SUFFIX)
                    || !consumer.listTopics(PATIENCE).containsKey(partition.topic())) {
                return Optional.empty();
            }
            consumer.assign(List.of(partition));
            consumer.seek(partition, offset);
            return consumer.poll(PATIENCE).records(partition).stream()
                    .filter(record -> record.offset() == offset)
                    .findFirst();
        } catch (KafkaException e) {
            throw new TransientFailure("The broker does not answer", e);
        }
    }

    private boolean send(ConsumerRecord<byte[], byte[]> letter) {
        String topic = header(letter, ADDED + "topic");
        if (topic.isEmpty()) {
            return false;
        }
        ProducerRecord<byte[], byte[]> again = new ProducerRecord<>(topic, letter.key(), letter.value());
        for (Header header : letter.headers()) {
            if (!header.key().startsWith(ADDED)) {
                again.headers().add(header);
            }
        }
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(again).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            throw new TransientFailure("The broker does not take the message", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("Interrupted while the message was said again", e);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers, "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        byte[] value = record.value();
        return new DeadLetter(
                record.topic() + "-" + record.partition() + "-" + record.offset(),
                header(record, ADDED + "topic"),
                header(record, ADDED + "reason"),
                header(record, "ce_type"),
                key == null ? "" : new String(key, StandardCharsets.UTF_8),
                Instant.ofEpochMilli(record.timestamp()),
                value == null ? 0 : value.length);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
