package dev.upkeep.scoring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What can be set of scoring. */
@ConfigMapping(prefix = "upkeep.scoring")
public interface ScoringConfig {

    /** How often events that could not be published at once are tried again. */
    @WithDefault("1s")
    Duration relayEvery();

    /** How long handled event ids and incomplete analyses are kept; above the retention of the topics. */
    @WithDefault("14d")
    Duration keep();
}
