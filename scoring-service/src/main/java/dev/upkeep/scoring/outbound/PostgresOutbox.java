package dev.upkeep.scoring.outbound;

import dev.upkeep.events.Event;
import dev.upkeep.events.EventType;
import dev.upkeep.events.Topic;
import dev.upkeep.scoring.application.Outbox;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.StreamSupport;

/** The outbox in a table; an advisory lock makes the caller the only relay. */
@ApplicationScoped
class PostgresOutbox implements Outbox {

    /** Batches of 16 events of up to 256 KiB: 4 MiB, what the small heap of this service can hold. */
    private static final int BATCH = 16;

    private static final String ONLY_RELAY = "SELECT pg_try_advisory_xact_lock(hashtextextended('scoring.outbox', 0))";

    private final Pool pool;

    PostgresOutbox(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Boolean> drain(BiFunction<Topic, Event, Uni<Void>> publish) {
        return pool.withTransaction(connection -> connection
                        .query(ONLY_RELAY)
                        .execute()
                        .chain(locked -> locked.iterator().next().getBoolean(0)
                                ? drainBatch(connection, publish)
                                : Uni.createFrom().item(false)))
                .onFailure(DatabaseFailure::isTransient)
                .transform(DatabaseFailure::asTransient);
    }

    private static Uni<Boolean> drainBatch(SqlConnection connection, BiFunction<Topic, Event, Uni<Void>> publish) {
        return connection
                .query("SELECT id, topic, type, event, traceparent FROM scoring.outbox ORDER BY id LIMIT " + BATCH)
                .execute()
                .chain(batch -> batch.rowCount() == 0
                        ? Uni.createFrom().item(false)
                        : publishAll(batch, publish)
                                .chain(() -> remove(connection, batch))
                                .replaceWith(batch.rowCount() == BATCH));
    }

    private static Uni<Void> publishAll(RowSet<Row> batch, BiFunction<Topic, Event, Uni<Void>> publish) {
        List<Uni<Void>> publications =
                rows(batch).stream().map(row -> publishInItsTrace(row, publish)).toList();
        return Uni.join().all(publications).andFailFast().replaceWithVoid();
    }

    /** The publisher takes the trace at the call, so the scope need not outlive it. */
    private static Uni<Void> publishInItsTrace(Row row, BiFunction<Topic, Event, Uni<Void>> publish) {
        EventType type = EventType.named(row.getString("type"))
                .orElseThrow(() -> new IllegalStateException("unknown event in the outbox: " + row.getString("type")));
        Event event = StoredEvent.decode(type, Event.class, row.getBuffer("event"));
        try (Scope _ = TraceParent.context(row.getString("traceparent")).makeCurrent()) {
            return publish.apply(Topic.valueOf(row.getString("topic")), event);
        }
    }

    private static Uni<Void> remove(SqlConnection connection, RowSet<Row> batch) {
        Long[] ids = rows(batch).stream().map(row -> row.getLong("id")).toArray(Long[]::new);
        return connection
                .preparedQuery("DELETE FROM scoring.outbox WHERE id = ANY($1)")
                .execute(Tuple.of(ids))
                .replaceWithVoid();
    }

    private static List<Row> rows(RowSet<Row> batch) {
        return StreamSupport.stream(batch.spliterator(), false).toList();
    }
}
