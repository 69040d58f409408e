package dev.upkeep.platform.messaging;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** The headers of a CloudEvent 1.0 in Kafka's binary mode: attributes beside the value, which stays the bare record. */
enum CloudEventHeader {
    SPEC_VERSION("ce_specversion"),
    ID("ce_id"),
    TYPE("ce_type"),
    SOURCE("ce_source"),
    SUBJECT("ce_subject"),
    TIME("ce_time"),
    CONTENT_TYPE("content-type");

    private final String key;

    CloudEventHeader(String key) {
        this.key = key;
    }

    void write(Headers headers, String value) {
        headers.add(key, value.getBytes(StandardCharsets.UTF_8));
    }

    Optional<String> read(Headers headers) {
        return Optional.ofNullable(headers.lastHeader(key))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }

    String key() {
        return key;
    }
}
