package dev.upkeep.scoring.inbound;

import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.AnalysisEvent;
import dev.upkeep.events.AnalysisProgressed;
import dev.upkeep.events.AnalysisRefused;
import dev.upkeep.events.AnalysisStarted;
import dev.upkeep.events.FindingsReported;
import dev.upkeep.platform.messaging.EventReceiver;
import dev.upkeep.platform.messaging.Received;
import dev.upkeep.scoring.application.CollectAnalysis;
import dev.upkeep.scoring.application.ForgetAnalysis;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Reads {@code upkeep.analysis}. */
@ApplicationScoped
class AnalysisConsumer {

    private final EventReceiver receiver;
    private final CollectAnalysis collect;
    private final ForgetAnalysis forget;

    AnalysisConsumer(EventReceiver receiver, CollectAnalysis collect, ForgetAnalysis forget) {
        this.receiver = receiver;
        this.collect = collect;
        this.forget = forget;
    }

    @Incoming("analysis")
    Uni<Void> consume(Message<byte[]> message) {
        return receiver.receive(message, AnalysisEvent.class, this::handle);
    }

    private Uni<Void> handle(Received<AnalysisEvent> received) {
        UUID eventId = received.eventId();
        return switch (received.event()) {
            case FindingsReported reported -> collect.collect(eventId, reported);
            case AnalysisCompleted completed -> collect.collect(eventId, completed);
            case AnalysisRefused refused -> forget.forget(eventId, refused);
            case AnalysisStarted _, AnalysisProgressed _ -> Uni.createFrom().voidItem();
        };
    }
}
