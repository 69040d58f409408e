package dev.upkeep.ingest.application;

import dev.upkeep.events.EventIds;
import dev.upkeep.ingest.domain.Push;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** A forge said that a ref moved. */
@ApplicationScoped
public class AcceptPush {

    private final ChangeLog changes;
    private final Clock clock;

    AcceptPush(ChangeLog changes, Clock clock) {
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Publishes the push.
     *
     * @param forge such as {@code github}
     * @param delivery the forge's id of this delivery, the same when it is delivered again
     * @return the change's id, once the broker has acknowledged
     */
    public Uni<UUID> accept(String forge, String delivery, Push push) {
        UUID changeId = EventIds.of(forge, delivery);
        return changes.append(push.toEvent(changeId, clock.instant())).replaceWith(changeId);
    }
}
