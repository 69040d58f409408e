package dev.upkeep.report.inbound;

import dev.upkeep.events.ScoringEvent;
import dev.upkeep.platform.messaging.EventReceiver;
import dev.upkeep.report.application.CollectScores;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Reads {@code upkeep.scoring}. */
@ApplicationScoped
public class ScoringConsumer {

    private final EventReceiver receiver;
    private final CollectScores collectScores;

    ScoringConsumer(EventReceiver receiver, CollectScores collectScores) {
        this.receiver = receiver;
        this.collectScores = collectScores;
    }

    @Incoming("scoring")
    Uni<Void> consume(Message<byte[]> message) {
        return receiver.receive(message, ScoringEvent.class, collectScores::handle);
    }
}
