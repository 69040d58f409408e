package dev.upkeep.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code deploy/topics.yaml} and the code say the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicTest {

    /** Who reads what and parks what it cannot handle: the groups that the services are configured with. */
    private static final Map<Topic, Set<String>> GROUPS_THAT_PARK = Map.of(
            Topic.REPOSITORY, Set.of("analyzer", "report-repository"),
            Topic.REPOSITORY_BACKFILL, Set.of("analyzer-backfill"),
            Topic.ANALYSIS, Set.of("scoring", "report-analysis"),
            Topic.SCORING, Set.of("report-scoring"),
            Topic.REPORT, Set.of());

    private static final int HEADERS = 64 * 1024;

    private Declarations declared = new Declarations(new Standalone(0), List.of());

    @BeforeAll
    void read() throws IOException {
        declared = new ObjectMapper(new YAMLFactory())
                .readValue(
                        Path.of(System.getProperty("upkeep.home"), "deploy/topics.yaml")
                                .toFile(),
                        Declarations.class);
    }

    @Test
    void everyTopicAndEveryDeadLetterTopicIsDeclaredAndNoOther() {
        assertThat(declared.topics().stream().map(Declaration::name))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(topicNames().stream(), deadLetterTopicNames().stream())
                                .toList());
    }

    @Test
    void aTopicTakesTheLargestMessageAndManyReaders() {
        assertThat(declared.topics())
                .filteredOn(topic -> topicNames().contains(topic.name()))
                .allSatisfy(topic -> {
                    assertThat(topic.partitions()).isEqualTo(24);
                    assertThat(topic.maxMessageBytes()).isEqualTo(EventCodec.MAX_MESSAGE_BYTES + HEADERS);
                });
    }

    @Test
    void aDeadLetterTopicTakesEveryMessageWithItsReasonAndKeepsItLonger() {
        assertThat(declared.topics())
                .filteredOn(topic -> deadLetterTopicNames().contains(topic.name()))
                .allSatisfy(topic -> {
                    assertThat(topic.partitions()).isEqualTo(1);
                    assertThat(topic.maxMessageBytes()).isEqualTo(EventCodec.MAX_MESSAGE_BYTES + 2 * HEADERS);
                    assertThat(topic.retentionHours()).isEqualTo(30 * 24);
                });
    }

    @Test
    void oneMachineNeedsFewerPartitions() {
        assertThat(declared.standalone().partitions()).isBetween(1, 24);
    }

    @Test
    void everyTypeTravelsOnTopicsOfOneKind() {
        for (EventType type : EventType.values()) {
            assertThat(Arrays.stream(Topic.values())
                            .<Class<?>>map(Topic::eventClass)
                            .filter(kind -> kind.isAssignableFrom(type.eventClass()))
                            .distinct())
                    .as(type.typeName())
                    .hasSize(1);
        }
    }

    private static Set<String> topicNames() {
        return Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toSet());
    }

    private static Set<String> deadLetterTopicNames() {
        return GROUPS_THAT_PARK.entrySet().stream()
                .flatMap(topic -> topic.getValue().stream().map(topic.getKey()::deadLetterTopicName))
                .collect(Collectors.toSet());
    }

    record Declarations(Standalone standalone, List<Declaration> topics) {}

    record Standalone(int partitions) {}

    record Declaration(
            String name,
            int partitions,
            @JsonProperty("retention-hours") int retentionHours,
            @JsonProperty("max-message-bytes") int maxMessageBytes) {}
}
