package dev.upkeep.standalone.infrastructure;

import dev.upkeep.standalone.infrastructure.TopicDeclarations.Declaration;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/** Brings a broker to what is declared; a second time changes nothing. Nothing is ever taken away. */
final class Topics {

    private final TopicDeclarations declared;

    Topics(TopicDeclarations declared) {
        this.declared = declared;
    }

    /** Whether some of them were there already: the broker has been used before. */
    boolean apply(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> existing = admin.listTopics().names().get();
        List<Declaration> missing = declared.topics().stream()
                .filter(topic -> !existing.contains(topic.name()))
                .toList();
        List<Declaration> present = declared.topics().stream()
                .filter(topic -> existing.contains(topic.name()))
                .toList();
        admin.createTopics(missing.stream().map(this::newTopic).toList()).all().get();
        if (!present.isEmpty()) {
            grow(admin, present);
            configure(admin, present);
        }
        return !present.isEmpty();
    }

    private NewTopic newTopic(Declaration topic) {
        return new NewTopic(topic.name(), declared.partitionsOf(topic), (short) 1).configs(settings(topic));
    }

    private static Map<String, String> settings(Declaration topic) {
        return Map.of(
                "retention.ms",
                Long.toString(Duration.ofHours(topic.retentionHours()).toMillis()),
                "max.message.bytes",
                Integer.toString(topic.maxMessageBytes()));
    }

    private void grow(Admin admin, List<Declaration> topics) throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> actual = admin.describeTopics(
                        topics.stream().map(Declaration::name).toList())
                .allTopicNames()
                .get();
        Map<String, NewPartitions> wanted = new HashMap<>();
        for (Declaration topic : topics) {
            TopicDescription description = actual.get(topic.name());
            if (description != null && description.partitions().size() < declared.partitionsOf(topic)) {
                wanted.put(topic.name(), NewPartitions.increaseTo(declared.partitionsOf(topic)));
            }
        }
        admin.createPartitions(wanted).all().get();
    }

    private static void configure(Admin admin, List<Declaration> topics)
            throws ExecutionException, InterruptedException {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (Declaration topic : topics) {
            List<AlterConfigOp> operations = settings(topic).entrySet().stream()
                    .map(setting -> new AlterConfigOp(
                            new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                    .toList();
            changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), operations);
        }
        admin.incrementalAlterConfigs(changes).all().get();
    }
}
