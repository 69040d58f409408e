package dev.upkeep.analyzer.inbound;

import dev.upkeep.analyzer.AnalyzerConfig;
import dev.upkeep.analyzer.application.AnalysisQueue.Lane;
import dev.upkeep.analyzer.application.TakeUpChange;
import dev.upkeep.events.RepositoryEvent;
import dev.upkeep.platform.messaging.EventReceiver;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Sweeps and re-scans: a group of its own, so that it never delays a push. */
@ApplicationScoped
public class BackfillConsumer {

    private final EventReceiver receiver;
    private final TakeUpChange useCase;
    private final Window window;

    BackfillConsumer(EventReceiver receiver, TakeUpChange useCase, AnalyzerConfig config) {
        this.receiver = receiver;
        this.useCase = useCase;
        this.window = new Window(config.queue().waiting());
    }

    /** Acknowledged when the last event of its analysis is; the next may come before that. */
    @Incoming("backfill")
    public Uni<Void> consume(Message<byte[]> message) {
        return window.admit(receiver.receive(
                message, RepositoryEvent.class, received -> useCase.takeUp(received.event(), Lane.BACKFILL)));
    }
}
