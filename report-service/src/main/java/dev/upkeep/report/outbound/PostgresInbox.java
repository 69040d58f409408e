package dev.upkeep.report.outbound;

import dev.upkeep.report.application.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The inbox as a table. */
@ApplicationScoped
class PostgresInbox implements Inbox {

    private final Mutiny.SessionFactory sessions;

    PostgresInbox(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Boolean> firstTime(String consumer, UUID eventId) {
        return sessions.withSession(session -> session.createNativeQuery(
                                "insert into {h-schema}inbox (consumer, event_id) values (?1, ?2) on conflict do nothing")
                        .setParameter(1, consumer)
                        .setParameter(2, eventId)
                        .executeUpdate())
                .map(inserted -> inserted == 1);
    }

    @Override
    public Uni<Void> forgetBefore(Instant time) {
        return sessions.withSession(
                        session -> session.createNativeQuery("delete from {h-schema}inbox where received_at < ?1")
                                .setParameter(1, time)
                                .executeUpdate())
                .replaceWithVoid();
    }
}
