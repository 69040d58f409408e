package dev.upkeep.standalone;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfrastructureProcessIT {

    private static final String TOPIC = "upkeep.repository";

    @TempDir
    private Path data;

    @Test
    void topicsAreAsDeclaredAndEachServiceOwnsItsSchema() throws Exception {
        try (InfrastructureProcess infrastructure = InfrastructureProcess.start(data)) {
            Addresses addresses = infrastructure.addresses();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", addresses.kafka()))) {
                assertThat(admin.listTopics().names().get()).contains(TOPIC, "upkeep.analysis", "upkeep.report");
                assertThat(partitions(admin)).isEqualTo(6);
                assertThat(setting(admin, "retention.ms"))
                        .isEqualTo(Long.toString(Duration.ofDays(7).toMillis()));
            }
            try (Connection scoring = connect(addresses, "scoring")) {
                execute(scoring, "CREATE TABLE mine (id int)");
                assertThat(query(scoring, "SELECT schemaname FROM pg_tables WHERE tablename = 'mine'"))
                        .isEqualTo("scoring");
                assertThat(query(scoring, "SHOW fsync") + query(scoring, "SHOW synchronous_commit"))
                        .isEqualTo("onon");
            }
            try (Connection report = connect(addresses, "report")) {
                assertThat(query(report, "SELECT has_schema_privilege('scoring', 'USAGE')"))
                        .isEqualTo("f");
            }
        }
    }

    @Test
    void resultsInTheCacheSurviveAStop() throws Exception {
        try (InfrastructureProcess first = InfrastructureProcess.start(data)) {
            assertThat(redis(first.addresses(), "SET result known")).isEqualTo("+OK");
        }

        try (InfrastructureProcess second = InfrastructureProcess.start(data)) {
            assertThat(redis(second.addresses(), "EXISTS result")).isEqualTo(":1");
        }
    }

    @Test
    void recordsAndRowsSurviveAKill() throws Exception {
        InfrastructureProcess killed = InfrastructureProcess.start(data);
        send(killed.addresses(), "kept");
        try (Connection scoring = connect(killed.addresses(), "scoring")) {
            execute(scoring, "CREATE TABLE kept (word text)");
            execute(scoring, "INSERT INTO kept VALUES ('kept')");
        }
        killed.handle().destroyForcibly();
        killed.handle().onExit().get(10, TimeUnit.SECONDS);

        try (InfrastructureProcess restarted = InfrastructureProcess.start(data)) {
            assertThat(receive(restarted.addresses())).isEqualTo("kept");
            try (Connection scoring = connect(restarted.addresses(), "scoring")) {
                assertThat(query(scoring, "SELECT word FROM kept")).isEqualTo("kept");
            }
        }
    }

    @Test
    void aConsumerThatWasKilledIsNotWaitedFor() throws Exception {
        InfrastructureProcess killed = InfrastructureProcess.start(data);
        try (KafkaConsumer<String, String> consumer = consumer(killed.addresses(), "group")) {
            consumer.subscribe(List.of(TOPIC));
            while (consumer.assignment().isEmpty()) {
                consumer.poll(Duration.ofMillis(100));
            }
            consumer.commitSync(Map.of(new TopicPartition(TOPIC, 0), new OffsetAndMetadata(0)));
            killed.handle().destroyForcibly();
            killed.handle().onExit().get(10, TimeUnit.SECONDS);
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }

        try (InfrastructureProcess restarted = InfrastructureProcess.start(data);
                KafkaConsumer<String, String> next = consumer(restarted.addresses(), "group")) {
            next.subscribe(List.of(TOPIC));
            long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
            while (next.assignment().isEmpty() && System.nanoTime() < end) {
                next.poll(Duration.ofMillis(100));
            }
            assertThat(next.assignment()).hasSize(6);
        }
        try (InfrastructureProcess again = InfrastructureProcess.start(data)) {
            assertThat(again.addresses().kafka())
                    .as("a start with a group that nobody is in")
                    .isNotEmpty();
        }
    }

    @Test
    void nothingIsLeftWhenItsInputCloses() throws Exception {
        InfrastructureProcess infrastructure = InfrastructureProcess.start(data);
        List<ProcessHandle> family = infrastructure.handle().descendants().toList();
        assertThat(family).hasSizeGreaterThanOrEqualTo(4);

        infrastructure.close();

        assertThat(infrastructure.handle().isAlive()).isFalse();
        assertThat(family).noneMatch(ProcessHandle::isAlive);
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void nothingIsLeftWhenItIsKilled() throws Exception {
        InfrastructureProcess infrastructure = InfrastructureProcess.start(data);
        List<ProcessHandle> family = infrastructure.handle().descendants().toList();

        infrastructure.handle().destroyForcibly();

        for (ProcessHandle process : family) {
            process.onExit().get(10, TimeUnit.SECONDS);
        }
        assertThat(Files.exists(data.resolve("postgres/postmaster.pid"))).isFalse();
    }

    /** The first line of the answer to an inline command (Redis protocol, "Inline commands"). */
    private static String redis(Addresses addresses, String command) throws IOException {
        URI address = URI.create(addresses.redis());
        try (Socket socket = new Socket(address.getHost(), address.getPort());
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            return requireNonNull(answer.readLine());
        }
    }

    private static int partitions(Admin admin) throws Exception {
        Map<String, TopicDescription> topics =
                admin.describeTopics(List.of(TOPIC)).allTopicNames().get();
        return requireNonNull(topics.get(TOPIC)).partitions().size();
    }

    private static String setting(Admin admin, String name) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
        Map<ConfigResource, Config> configs =
                admin.describeConfigs(List.of(topic)).all().get();
        return requireNonNull(configs.get(topic)).get(name).value();
    }

    private static void send(Addresses addresses, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", addresses.kafka()), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, 0, "key", value)).get();
        }
    }

    private static String receive(Addresses addresses) {
        try (KafkaConsumer<String, String> consumer = consumer(addresses, "reader")) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(10)).iterator().next().value();
        }
    }

    private static KafkaConsumer<String, String> consumer(Addresses addresses, String group) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", addresses.kafka(), "group.id", group),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private static Connection connect(Addresses addresses, String service) throws SQLException {
        return DriverManager.getConnection(addresses.jdbcUrl(), service, addresses.secret());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }
}
