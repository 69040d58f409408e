package dev.upkeep.report.inbound;

import dev.upkeep.events.AnalysisEvent;
import dev.upkeep.platform.messaging.EventReceiver;
import dev.upkeep.report.application.FollowAnalysis;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Reads {@code upkeep.analysis}. */
@ApplicationScoped
public class AnalysisConsumer {

    private final EventReceiver receiver;
    private final FollowAnalysis followAnalysis;

    AnalysisConsumer(EventReceiver receiver, FollowAnalysis followAnalysis) {
        this.receiver = receiver;
        this.followAnalysis = followAnalysis;
    }

    @Incoming("analysis")
    Uni<Void> consume(Message<byte[]> message) {
        return receiver.receive(message, AnalysisEvent.class, followAnalysis::handle);
    }
}
