package dev.upkeep.platform.messaging;

import dev.upkeep.events.Event;
import dev.upkeep.events.EventCodec;
import dev.upkeep.events.Topic;
import io.smallrye.mutiny.Uni;

/** The way out for facts. */
public interface EventPublisher {

    /**
     * Says the event on the topic, as a CloudEvent in binary mode, keyed by its repository, as part of the caller's
     * trace. Events of one key keep the order in which their {@code Uni}s were subscribed to.
     *
     * @return completes when the broker has acknowledged; fails with a
     *     {@link dev.upkeep.platform.failure.TransientFailure} where it did not, and with
     *     {@link IllegalArgumentException} for an event that is larger than {@link EventCodec#MAX_MESSAGE_BYTES} or
     *     does not belong on the topic
     */
    Uni<Void> publish(Topic topic, Event event);
}
