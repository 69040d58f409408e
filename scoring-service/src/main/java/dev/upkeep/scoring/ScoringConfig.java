package dev.upkeep.scoring;

import dev.upkeep.platform.warmup.WarmUp;
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

    /** Whether scoring rehearses after a start, so that the first plan is cut as fast as the tenth. */
    @WithDefault("background")
    WarmUp.Mode warmUp();

    /** How long it does at most. */
    @WithDefault("3s")
    Duration warmUpTime();
}
