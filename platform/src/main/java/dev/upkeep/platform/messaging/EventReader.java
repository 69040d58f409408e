package dev.upkeep.platform.messaging;

import dev.upkeep.events.Event;
import dev.upkeep.events.EventCodec;
import dev.upkeep.events.EventType;
import dev.upkeep.events.MalformedEventException;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** From headers and bytes to an event of the kind that a consumer reads. */
final class EventReader {

    private final EventCodec codec = new EventCodec();

    /**
     * The event.
     *
     * @return empty for a type that this version does not know: a newer producer's
     * @throws MalformedEventException where it is no CloudEvent of ours, does not parse, or is of another kind
     */
    <E extends Event> Optional<Received<E>> read(Headers headers, byte @Nullable [] value, Class<E> kind)
            throws MalformedEventException {
        String typeName = required(headers, CloudEventHeader.TYPE);
        Optional<EventType> type = EventType.named(typeName);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        UUID id = id(required(headers, CloudEventHeader.ID));
        if (value == null) {
            throw new MalformedEventException(typeName + " has no value", null);
        }
        Event event = codec.decode(type.get(), value);
        if (!kind.isInstance(event)) {
            throw new MalformedEventException(typeName + " is no " + kind.getSimpleName(), null);
        }
        return Optional.of(new Received<>(kind.cast(event), id));
    }

    private static String required(Headers headers, CloudEventHeader header) throws MalformedEventException {
        Optional<String> value = header.read(headers);
        if (value.isEmpty()) {
            throw new MalformedEventException("the header " + header.key() + " is missing", null);
        }
        return value.get();
    }

    private static UUID id(String text) throws MalformedEventException {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedEventException("the header ce_id is no UUID: " + text, e);
        }
    }
}
