package dev.upkeep.scoring.outbound;

import dev.upkeep.events.Event;
import dev.upkeep.events.EventCodec;
import dev.upkeep.events.EventType;
import dev.upkeep.events.MalformedEventException;
import io.vertx.core.buffer.Buffer;

/** Events as bytes of a column. */
final class StoredEvent {

    private static final EventCodec CODEC = new EventCodec();

    private StoredEvent() {}

    /** Of the core, not of Mutiny: parameters of a query are not unwrapped. */
    static Buffer encode(Event event) {
        return Buffer.buffer(CODEC.encode(event));
    }

    static <E extends Event> E decode(EventType type, Class<E> kind, io.vertx.mutiny.core.buffer.Buffer stored) {
        try {
            return kind.cast(CODEC.decode(type, stored.getBytes()));
        } catch (MalformedEventException e) {
            throw new IllegalStateException("a stored event does not parse", e);
        }
    }
}
