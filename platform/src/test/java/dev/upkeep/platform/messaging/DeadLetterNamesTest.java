package dev.upkeep.platform.messaging;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadLetterNamesTest {

    private static final String CHANNEL = "mp.messaging.incoming.work.";

    @Test
    void aChannelThatParksWhereItShouldMayStart() {
        assertThatCode(() -> check(Map.of(
                        CHANNEL + "topic", "upkeep.analysis",
                        CHANNEL + "group.id", "scoring",
                        CHANNEL + "dead-letter-queue.topic", "upkeep.analysis.scoring.dlq")))
                .doesNotThrowAnyException();
    }

    @Test
    void aChannelThatParksNothingMayStart() {
        assertThatCode(() -> check(Map.of(
                        CHANNEL + "topic", "upkeep.report",
                        CHANNEL + "group.id", "caches",
                        CHANNEL + "failure-strategy", "ignore")))
                .doesNotThrowAnyException();
    }

    @Test
    void aMisspeltOrMissingDeadLetterTopicIsRefused() {
        Map<String, String> missing = Map.of(CHANNEL + "topic", "upkeep.analysis", CHANNEL + "group.id", "scoring");
        assertThatThrownBy(() -> check(missing))
                .hasMessageContaining("has to be upkeep.analysis.scoring.dlq")
                .hasMessageContaining("is nothing");
        Map<String, String> misspelt = Map.of(
                CHANNEL + "topic", "upkeep.analysis",
                CHANNEL + "group.id", "scoring",
                CHANNEL + "dead-letter-queue.topic", "upkeep.analysis.scorer.dlq");
        assertThatThrownBy(() -> check(misspelt)).hasMessageContaining("upkeep.analysis.scorer.dlq");
    }

    @Test
    void aChannelWithoutAGroupIsRefused() {
        assertThatThrownBy(() -> check(Map.of(CHANNEL + "topic", "upkeep.analysis")))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void check(Map<String, String> settings) {
        new DeadLetterNames(new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(settings, "test", 100))
                        .build())
                .check(new StartupEvent());
    }
}
