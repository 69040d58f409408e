package dev.upkeep.platform.messaging;

import static dev.upkeep.platform.messaging.CloudEventHeader.CONTENT_TYPE;
import static dev.upkeep.platform.messaging.CloudEventHeader.ID;
import static dev.upkeep.platform.messaging.CloudEventHeader.SOURCE;
import static dev.upkeep.platform.messaging.CloudEventHeader.SPEC_VERSION;
import static dev.upkeep.platform.messaging.CloudEventHeader.SUBJECT;
import static dev.upkeep.platform.messaging.CloudEventHeader.TIME;
import static dev.upkeep.platform.messaging.CloudEventHeader.TYPE;

import dev.upkeep.events.Event;
import dev.upkeep.events.EventCodec;
import dev.upkeep.events.EventIds;
import dev.upkeep.events.EventType;
import dev.upkeep.events.Topic;
import dev.upkeep.platform.failure.TransientFailure;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.TracingMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** One channel for all topics: the topic travels in the record's metadata. */
@ApplicationScoped
class KafkaEventPublisher implements EventPublisher {

    private final EventCodec codec = new EventCodec();
    private final MutinyEmitter<byte[]> events;
    private final Clock clock;
    private final MeterRegistry meters;
    private final String source;

    KafkaEventPublisher(
            @Channel("events") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> events,
            Clock clock,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.events = events;
        this.clock = clock;
        this.meters = meters;
        this.source = "/" + application;
    }

    @Override
    public Uni<Void> publish(Topic topic, Event event) {
        EventType type = EventType.of(event);
        byte[] value = codec.encode(event);
        if (!topic.eventClass().isInstance(event)) {
            return refuse(type.typeName() + " does not belong on " + topic.topicName());
        }
        if (value.length > EventCodec.MAX_MESSAGE_BYTES) {
            return refuse("%s has %d bytes, more than the %d of a message: it has to travel in parts"
                    .formatted(type.typeName(), value.length, EventCodec.MAX_MESSAGE_BYTES));
        }
        return events.sendMessage(message(topic, type, event, value))
                .onFailure()
                .transform(
                        failure -> new TransientFailure("the broker did not acknowledge a " + type.typeName(), failure))
                .onItemOrFailure()
                .invoke((_, failure) -> count(type, failure == null ? "acknowledged" : "failed"));
    }

    private Message<byte[]> message(Topic topic, EventType type, Event event, byte[] value) {
        return Message.of(value)
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(topic.topicName())
                        .withKey(event.repositoryId())
                        .withHeaders(headers(type, event))
                        .build())
                .addMetadata(TracingMetadata.withCurrent(Context.current()));
    }

    private Headers headers(EventType type, Event event) {
        Headers headers = new RecordHeaders();
        SPEC_VERSION.write(headers, "1.0");
        ID.write(headers, EventIds.of(event).toString());
        TYPE.write(headers, type.typeName());
        SOURCE.write(headers, source);
        SUBJECT.write(headers, event.repositoryId());
        TIME.write(headers, clock.instant().toString());
        CONTENT_TYPE.write(headers, "application/json");
        return headers;
    }

    private static Uni<Void> refuse(String reason) {
        return Uni.createFrom().failure(new IllegalArgumentException(reason));
    }

    private void count(EventType type, String outcome) {
        meters.counter("upkeep.events.published", "type", type.typeName(), "outcome", outcome)
                .increment();
    }
}
