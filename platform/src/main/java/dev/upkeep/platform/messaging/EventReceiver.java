package dev.upkeep.platform.messaging;

import dev.upkeep.events.Event;
import dev.upkeep.events.EventType;
import dev.upkeep.events.MalformedEventException;
import dev.upkeep.platform.failure.TransientFailure;
import dev.upkeep.platform.telemetry.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * What every consumer does around its one use case. The three kinds of failure are decided here and nowhere else: a
 * refusal never reaches this class, a transient failure is retried and then parked, a defect is parked at once.
 *
 * <p>Order and concurrency: a channel hands over one message at a time and takes the next when the last is
 * acknowledged or parked. The channel's {@code concurrency} setting runs that many consumers of the group in one
 * process, so that many messages are in flight, each partition (and so each repository) still in order.
 */
@ApplicationScoped
public class EventReceiver {

    private static final Logger LOG = Logger.getLogger(EventReceiver.class);
    private static final Duration FIRST_PARKING_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PARKING_PAUSE = Duration.ofSeconds(30);

    private final EventReader reader = new EventReader();
    private final MessagingConfig config;
    private final MeterRegistry meters;
    private final Tracing tracing;

    EventReceiver(MessagingConfig config, MeterRegistry meters, Tracing tracing) {
        this.config = config;
        this.meters = meters;
        this.tracing = tracing;
    }

    /**
     * Decodes, hands over, and acknowledges when the handler's {@code Uni} has completed. An unknown type is counted
     * and acknowledged. What is malformed, a defect, or transient for too long goes to the channel's dead-letter topic:
     * untouched bytes and headers, with the reason in further headers.
     *
     * @param kind the sealed interface of the channel's topic
     * @param handler called on the message's Vert.x context, again for each retry; it must not block
     * @return completes when the message is acknowledged, one way or the other; it does not fail
     */
    public <E extends Event> Uni<Void> receive(
            Message<byte[]> message, Class<E> kind, Function<Received<E>, Uni<Void>> handler) {
        Headers headers = headers(message);
        try {
            Optional<Received<E>> received = reader.read(headers, message.getPayload(), kind);
            return received.isPresent()
                    ? handle(message, received.get(), handler)
                    : skip(message, CloudEventHeader.TYPE.read(headers).orElse(""));
        } catch (MalformedEventException e) {
            return park(message, "malformed", e);
        }
    }

    private <E extends Event> Uni<Void> handle(
            Message<byte[]> message, Received<E> received, Function<Received<E>, Uni<Void>> handler) {
        String type = EventType.of(received.event()).typeName();
        MDC.put("eventId", received.eventId().toString());
        MDC.put("repositoryId", received.event().repositoryId());
        Executor caller = CallerContext.capture();
        return tracing.follow("handle " + type, () -> attempt(type, received, handler, caller))
                .onItemOrFailure()
                .transformToUni((_, failure) -> settle(message, type, failure));
    }

    private <E extends Event> Uni<Void> attempt(
            String type, Received<E> received, Function<Received<E>, Uni<Void>> handler, Executor caller) {
        return Uni.createFrom()
                .deferred(() -> handler.apply(received))
                .runSubscriptionOn(caller)
                .onFailure(TransientFailure.class)
                .invoke(failure -> LOG.warnf("%s failed for now: %s", type, failure.getMessage()))
                .onFailure(TransientFailure.class)
                .retry()
                .withBackOff(config.initialBackOff(), config.longestBackOff())
                .atMost(config.retries());
    }

    private Uni<Void> settle(Message<byte[]> message, String type, @Nullable Throwable failure) {
        if (failure == null) {
            LOG.infof("Handled %s", type);
            count(type, "handled");
            return Uni.createFrom().completionStage(message::ack);
        }
        return park(message, failure instanceof TransientFailure ? "transient" : "defect", failure);
    }

    private Uni<Void> skip(Message<byte[]> message, String typeName) {
        LOG.infof("Skipped an event of a type that this version does not know: %s", typeName);
        count("unknown", "skipped");
        return Uni.createFrom().completionStage(message::ack);
    }

    /** A dead letter that cannot be written holds its partition until it can: parking must not lose what it parks. */
    private Uni<Void> park(Message<byte[]> message, String kind, Throwable reason) {
        LOG.errorf(reason, "Parked an event in the dead-letter topic: %s", kind);
        count(typeOf(message), kind);
        return Uni.createFrom()
                .completionStage(() -> message.nack(reason))
                .onFailure()
                .invoke(failure -> LOG.error("The dead-letter topic does not take the event; trying again", failure))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PARKING_PAUSE, LONGEST_PARKING_PAUSE)
                .indefinitely();
    }

    private static String typeOf(Message<byte[]> message) {
        return CloudEventHeader.TYPE
                .read(headers(message))
                .flatMap(EventType::named)
                .map(EventType::typeName)
                .orElse("unknown");
    }

    private static Headers headers(Message<byte[]> message) {
        for (Object metadata : message.getMetadata()) {
            if (metadata instanceof IncomingKafkaRecordMetadata<?, ?> kafka) {
                return kafka.getHeaders();
            }
        }
        return new RecordHeaders();
    }

    private void count(String type, String outcome) {
        meters.counter("upkeep.events.received", "type", type, "outcome", outcome)
                .increment();
    }
}
