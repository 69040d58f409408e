package dev.upkeep.scoring.application;

import dev.upkeep.events.Event;
import dev.upkeep.events.Topic;
import io.smallrye.mutiny.Uni;
import java.util.function.BiFunction;

/** Events that are committed and not yet acknowledged by the broker. */
public interface Outbox {

    /**
     * Hands the oldest events, a batch of them, to {@code publish}, each in the trace that it was written in, and
     * removes them when all are acknowledged; when one fails, all stay. One caller at a time over all instances.
     *
     * @return whether there may be more; false also where another instance is at it
     */
    Uni<Boolean> drain(BiFunction<Topic, Event, Uni<Void>> publish);
}
