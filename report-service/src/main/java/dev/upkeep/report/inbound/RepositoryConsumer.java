package dev.upkeep.report.inbound;

import dev.upkeep.events.RepositoryEvent;
import dev.upkeep.platform.messaging.EventReceiver;
import dev.upkeep.report.application.RecordRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Reads {@code upkeep.repository}. */
@ApplicationScoped
public class RepositoryConsumer {

    private final EventReceiver receiver;
    private final RecordRequest recordRequest;

    RepositoryConsumer(EventReceiver receiver, RecordRequest recordRequest) {
        this.receiver = receiver;
        this.recordRequest = recordRequest;
    }

    @Incoming("repository")
    Uni<Void> consume(Message<byte[]> message) {
        return receiver.receive(message, RepositoryEvent.class, recordRequest::handle);
    }
}
