package dev.upkeep.report.application;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;

/** Which events a consumer has handled. */
public interface Inbox {

    /** Notes the event in the current transaction; false where it had been noted before. */
    Uni<Boolean> firstTime(String consumer, UUID eventId);

    /** Forgets what is older than Kafka can deliver again. */
    Uni<Void> forgetBefore(Instant time);
}
