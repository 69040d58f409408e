package dev.upkeep.ingest.application;

import dev.upkeep.events.EventIds;
import dev.upkeep.events.RepositoryRef;
import dev.upkeep.events.RepositoryRemoved;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** A forge said that a whole repository is gone. */
@ApplicationScoped
public class AcceptRemoval {

    private final ChangeLog changes;
    private final Clock clock;

    AcceptRemoval(ChangeLog changes, Clock clock) {
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Publishes the removal.
     *
     * @param delivery the forge's id of this delivery, the same when it is delivered again
     * @return the change's id, once the broker has acknowledged
     */
    public Uni<UUID> accept(String forge, String delivery, RepositoryRef repository) {
        UUID changeId = EventIds.of(forge, delivery);
        return changes.append(new RepositoryRemoved(changeId, repository, null, clock.instant()))
                .replaceWith(changeId);
    }
}
