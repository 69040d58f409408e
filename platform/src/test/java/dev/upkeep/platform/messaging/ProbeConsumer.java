package dev.upkeep.platform.messaging;

import dev.upkeep.events.RepositoryChanged;
import dev.upkeep.events.RepositoryEvent;
import dev.upkeep.platform.failure.TransientFailure;
import dev.upkeep.platform.telemetry.Tracing;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.MDC;

/** Does what the ref of the change tells it, and remembers each attempt. */
@ApplicationScoped
class ProbeConsumer {

    private final EventReceiver receiver;
    private final Tracing tracing;
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> gate = new CompletableFuture<>();

    ProbeConsumer(EventReceiver receiver, Tracing tracing) {
        this.receiver = receiver;
        this.tracing = tracing;
    }

    @Incoming("probe")
    Uni<Void> consume(Message<byte[]> message) {
        return receiver.receive(message, RepositoryEvent.class, this::handle);
    }

    List<Attempt> attempts(UUID eventId) {
        return attempts.stream()
                .filter(attempt -> attempt.eventId().equals(eventId))
                .toList();
    }

    /** Lets the held messages go. */
    void openGate() {
        gate.complete(null);
    }

    private Uni<Void> handle(Received<RepositoryEvent> received) {
        attempts.add(new Attempt(
                received.eventId(),
                tracing.current().id().orElse("none"),
                String.valueOf(MDC.get("eventId")),
                String.valueOf(MDC.get("traceId")),
                String.valueOf(MDC.get("repositoryId")),
                String.valueOf(Vertx.currentContext())));
        String order = ((RepositoryChanged) received.event()).ref();
        return switch (order) {
            case "transient" -> Uni.createFrom().failure(new TransientFailure("the host is down", null));
            case "transient once" ->
                attempts(received.eventId()).size() == 1
                        ? Uni.createFrom().failure(new TransientFailure("not yet", null))
                        : Uni.createFrom().voidItem();
            case "defect" -> Uni.createFrom().failure(new IllegalStateException("never seen before"));
            case "thrown" -> throw new IllegalStateException("not even a Uni");
            case "held" -> Uni.createFrom().completionStage(gate);
            default -> Uni.createFrom().voidItem();
        };
    }

    /** One call of the handler, with what it saw around it. */
    record Attempt(
            UUID eventId,
            String traceId,
            String loggedEventId,
            String loggedTraceId,
            String loggedRepositoryId,
            String vertxContext) {}
}
