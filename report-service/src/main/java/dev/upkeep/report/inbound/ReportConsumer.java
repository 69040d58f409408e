package dev.upkeep.report.inbound;

import dev.upkeep.events.ReportEvent;
import dev.upkeep.events.ReportMaterialised;
import dev.upkeep.platform.messaging.EventReceiver;
import dev.upkeep.platform.messaging.Received;
import dev.upkeep.report.application.ReportReader;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Reads {@code upkeep.report}, each instance in a group of its own: drops stale views and tells who listens. */
@ApplicationScoped
public class ReportConsumer {

    private final EventReceiver receiver;
    private final ReportReader reader;
    private final BroadcastProcessor<ReportMaterialised> listeners = BroadcastProcessor.create();

    ReportConsumer(EventReceiver receiver, ReportReader reader) {
        this.receiver = receiver;
        this.reader = reader;
    }

    @Incoming("report")
    Uni<Void> consume(Message<byte[]> message) {
        return receiver.receive(message, ReportEvent.class, this::handle);
    }

    /** Reports as they are materialised anywhere; a listener that is too slow misses some. */
    Multi<ReportMaterialised> materialised() {
        return listeners.onOverflow().drop();
    }

    private Uni<Void> handle(Received<ReportEvent> received) {
        return switch (received.event()) {
            case ReportMaterialised materialised -> {
                reader.forget(materialised.repositoryId());
                listeners.onNext(materialised);
                yield Uni.createFrom().voidItem();
            }
        };
    }
}
