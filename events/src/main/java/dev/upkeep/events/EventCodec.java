package dev.upkeep.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Events to bytes and back: plain JSON, times as ISO-8601, unknown fields ignored, whatever is not {@code @Nullable}
 * required. Thread-safe.
 */
public final class EventCodec {

    /** No message is larger; what has more to say travels in parts. */
    public static final int MAX_MESSAGE_BYTES = 256 * 1024;

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** The bytes of the record, UTF-8 JSON. */
    public byte[] encode(Event event) {
        try {
            return mapper.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot encode " + event.getClass().getSimpleName(), e);
        }
    }

    /**
     * The record of that type.
     *
     * @throws MalformedEventException where the bytes are not that record
     */
    public Event decode(EventType type, byte[] value) throws MalformedEventException {
        try {
            Event event = mapper.readValue(value, type.eventClass());
            if (event == null) {
                throw new MalformedEventException(type.typeName() + " is null", null);
            }
            Optional<String> missing = MissingPart.in(event);
            if (missing.isPresent()) {
                throw new MalformedEventException(type.typeName() + ": " + missing.get() + " is missing", null);
            }
            return event;
        } catch (IOException e) {
            throw new MalformedEventException(type.typeName() + " does not parse: " + e.getMessage(), e);
        }
    }
}
