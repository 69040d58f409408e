package dev.upkeep.scoring.application;

import dev.upkeep.platform.messaging.EventPublisher;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Publishes what the outbox holds, oldest first, until it is empty. */
@ApplicationScoped
public class RelayOutbox {

    private final Outbox outbox;
    private final EventPublisher publisher;

    RelayOutbox(Outbox outbox, EventPublisher publisher) {
        this.outbox = outbox;
        this.publisher = publisher;
    }

    /** Completes when the outbox is empty or another instance empties it; fails where the broker does not take it. */
    public Uni<Void> relay() {
        return outbox.drain(publisher::publish)
                .chain(more -> more ? relay() : Uni.createFrom().voidItem());
    }
}
