package dev.upkeep.standalone.infrastructure;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The topics of {@code deploy/topics.yaml}.
 *
 * @param standalone what differs on one machine
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record TopicDeclarations(Standalone standalone, List<Declaration> topics) {

    /**
     * @param partitions more than these make no sense on one broker
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Standalone(int partitions) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Declaration(
            String name,
            int partitions,
            @JsonProperty("retention-hours") long retentionHours,
            @JsonProperty("max-message-bytes") int maxMessageBytes) {}

    static TopicDeclarations read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new StartFailure("the declaration of the topics is missing: " + file);
        }
        try {
            return new JsonMapper(new YAMLFactory()).readValue(file.toFile(), TopicDeclarations.class);
        } catch (IOException e) {
            throw new StartFailure("the declaration of the topics cannot be read: " + file + ": " + e.getMessage(), e);
        }
    }

    /** How many partitions the topic gets here. */
    int partitionsOf(Declaration topic) {
        return Math.min(topic.partitions(), standalone.partitions());
    }
}
