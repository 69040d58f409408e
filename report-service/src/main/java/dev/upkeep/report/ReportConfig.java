package dev.upkeep.report;

import dev.upkeep.platform.warmup.WarmUp;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What can be set of the report service. */
@ConfigMapping(prefix = "upkeep.report")
public interface ReportConfig {

    /** The version that reports name as their generator. */
    @WithDefault("${quarkus.application.version:unknown}")
    String version();

    /** How many reports of a repository are kept; the one that stands for it always is. */
    @WithDefault("20")
    int retainedReports();

    /** How long handled events are remembered; longer than the topics keep their messages. */
    @WithDefault("8d")
    Duration inboxRetention();

    /** How long the missing parts of an analysis are waited for after the last that was heard of it. */
    @WithDefault("1d")
    Duration incompleteRetention();

    /** How much memory reports may take in this process, compressed, in bytes. */
    @WithDefault("12582912")
    long cacheBytes();

    /** How long a report stays in this process and in Redis after it was last read or written. */
    @WithDefault("30m")
    Duration cacheRetention();

    /** The longest that this process takes a repository's current report for current without asking. */
    @WithDefault("30s")
    Duration currentRetention();

    /** How long an answer from Redis is waited for; then PostgreSQL answers. */
    @WithDefault("150ms")
    Duration redisPatience();

    /** Whether this process rehearses after a start, so that the first report is made as fast as the tenth. */
    @WithDefault("background")
    WarmUp.Mode warmUp();

    /** How long it does at most. */
    @WithDefault("5s")
    Duration warmUpTime();
}
