package dev.upkeep.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be set about ingest. */
@ConfigMapping(prefix = "upkeep.ingest")
public interface IngestConfig {

    /**
     * Whether a scan may name a folder of the machine that the analysers run on. Off, because whoever reaches the API
     * could then have any folder read; {@code ./upkeep} turns it on for the one machine that it runs on.
     */
    @WithDefault("false")
    boolean allowLocalSources();

    /** How long the broker may take to acknowledge before the caller is told 503; forges give up after 10 seconds. */
    @WithDefault("5s")
    Duration publishTimeout();

    /** The largest request body, in bytes. GitHub never sends more than 25 MB. */
    @WithDefault("26214400")
    long maxBodyBytes();

    /** Where people and scripts reach report-service: the links in an answer start with it. No slash at the end. */
    @WithDefault("http://localhost:8080")
    String reportUrl();

    /** GitHub's webhook. */
    GitHub github();

    /** What GitHub's webhook is verified with. */
    interface GitHub {

        /** The secret of the webhook. While it is not set, webhooks are answered with 503. By environment only. */
        Optional<String> secret();

        /** The secret before the last change of it, accepted until every hook knows the new one. By environment only. */
        Optional<String> previousSecret();

        /** The secrets that are accepted now, the current one first; empty where none is set. */
        default List<String> secrets() {
            return secret().filter(current -> !current.isBlank()).stream()
                    .flatMap(current -> Stream.concat(
                            Stream.of(current), previousSecret().filter(previous -> !previous.isBlank()).stream()))
                    .toList();
        }
    }
}
