package dev.upkeep.platform.messaging;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses to start with a channel that would park into a topic that nobody declared: a misspelt name would show only
 * when the first dead letter cannot be written.
 */
@ApplicationScoped
class DeadLetterNames {

    private static final String CHANNELS = "mp.messaging.incoming.";
    private static final String TOPIC = ".topic";

    private final Config config;

    DeadLetterNames(Config config) {
        this.config = config;
    }

    void check(@Observes StartupEvent event) {
        List<String> problems = StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(CHANNELS) && name.endsWith(TOPIC))
                .map(name -> name.substring(0, name.length() - TOPIC.length()))
                .filter(channel -> !channel.endsWith(".dead-letter-queue"))
                .flatMap(channel -> problem(channel).stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new IllegalStateException(String.join("\n", problems));
        }
    }

    private Optional<String> problem(String channel) {
        if (setting(channel, "failure-strategy").filter("ignore"::equals).isPresent()) {
            return Optional.empty();
        }
        String topic = setting(channel, "topic").orElse("");
        String group = setting(channel, "group.id").orElse("");
        String expected = topic + "." + group + ".dlq";
        String actual = setting(channel, "dead-letter-queue.topic").orElse("nothing");
        return group.isEmpty() || !actual.equals(expected)
                ? Optional.of("%s.dead-letter-queue.topic is %s, but has to be %s (<topic>.<group.id>.dlq)"
                        .formatted(channel, actual, expected))
                : Optional.empty();
    }

    private Optional<String> setting(String channel, String name) {
        return config.getOptionalValue(channel + "." + name, String.class);
    }
}
