package dev.upkeep.platform.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How consumers treat what fails. */
@ConfigMapping(prefix = "upkeep.messaging")
public interface MessagingConfig {

    /** How often a message is tried again after a transient failure, before it is parked in the dead-letter topic. */
    @WithDefault("5")
    int retries();

    /** The pause before the first retry; it doubles from one to the next, with a little chance. */
    @WithDefault("1s")
    Duration initialBackOff();

    /** The longest pause between two retries. */
    @WithDefault("30s")
    Duration longestBackOff();
}
