package dev.upkeep.ingest.application;

import dev.upkeep.events.EventType;
import dev.upkeep.events.RepositoryEvent;
import dev.upkeep.events.Topic;
import dev.upkeep.ingest.IngestConfig;
import dev.upkeep.platform.failure.TransientFailure;
import dev.upkeep.platform.messaging.EventPublisher;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Says a fact of a repository while somebody waits for the answer. */
@ApplicationScoped
class ChangeLog {

    private static final Logger LOG = Logger.getLogger(ChangeLog.class);

    private final EventPublisher publisher;
    private final IngestConfig config;

    ChangeLog(EventPublisher publisher, IngestConfig config) {
        this.publisher = publisher;
        this.config = config;
    }

    /**
     * Completes on the broker's acknowledgement; fails with a {@link TransientFailure} where that takes too long. The
     * event may then still arrive: its id is the same when the caller tries again.
     */
    Uni<Void> append(RepositoryEvent event) {
        // Before the broker's answer, which may come on a thread that knows nothing of the request's trace.
        LOG.infof("Publishing %s of %s", EventType.of(event).typeName(), event.repositoryId());
        return publisher
                .publish(Topic.REPOSITORY, event)
                .ifNoItem()
                .after(config.publishTimeout())
                .failWith(() -> new TransientFailure("The message broker does not answer; try again later.", null));
    }
}
