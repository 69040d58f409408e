package dev.upkeep.scoring.outbound;

import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.EventType;
import dev.upkeep.events.FindingsReported;
import dev.upkeep.events.Improvement.Quadrant;
import dev.upkeep.events.ScoringEvent;
import dev.upkeep.events.Topic;
import dev.upkeep.scoring.application.StoreSession;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** One transaction's view of the schema {@code scoring}. */
final class PostgresStoreSession implements StoreSession {

    private static final String CONSUMER = "analysis";

    private final SqlConnection connection;
    private final @Nullable String traceParent;
    private final OffsetDateTime now;

    PostgresStoreSession(SqlConnection connection, @Nullable String traceParent, OffsetDateTime now) {
        this.connection = connection;
        this.traceParent = traceParent;
        this.now = now;
    }

    @Override
    public Uni<Boolean> firstTime(UUID eventId) {
        return execute(
                        "INSERT INTO scoring.inbox (consumer, event_id, received_at) VALUES ($1, $2, $3)"
                                + " ON CONFLICT DO NOTHING",
                        Tuple.of(CONSUMER, eventId, now))
                .map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<Void> keep(FindingsReported part) {
        return execute(
                        "INSERT INTO scoring.finding_part (analysis_id, part, findings, event, received_at)"
                                + " VALUES ($1, $2, $3, $4, $5)",
                        Tuple.of(part.analysisId(), part.part(), part.findings().size(), StoredEvent.encode(part), now))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> keep(AnalysisCompleted completed) {
        return execute(
                        "INSERT INTO scoring.completion (analysis_id, event, received_at) VALUES ($1, $2, $3)",
                        Tuple.of(completed.analysisId(), StoredEvent.encode(completed), now))
                .replaceWithVoid();
    }

    @Override
    public Uni<Progress> progress(UUID analysisId) {
        return execute(
                        "SELECT (SELECT event FROM scoring.completion WHERE analysis_id = $1) AS completion,"
                                + " count(*) AS parts, coalesce(sum(findings), 0) AS findings"
                                + " FROM scoring.finding_part WHERE analysis_id = $1",
                        Tuple.of(analysisId))
                .map(rows -> progress(rows.iterator().next()));
    }

    private static Progress progress(Row row) {
        Optional<AnalysisCompleted> completed = Optional.ofNullable(row.getBuffer("completion"))
                .map(stored -> StoredEvent.decode(EventType.ANALYSIS_COMPLETED, AnalysisCompleted.class, stored));
        return new Progress(completed, row.getInteger("parts"), row.getInteger("findings"));
    }

    @Override
    public Uni<List<FindingsReported>> parts(UUID analysisId) {
        return execute(
                        "SELECT event FROM scoring.finding_part WHERE analysis_id = $1 ORDER BY part",
                        Tuple.of(analysisId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> StoredEvent.decode(
                                EventType.FINDINGS_REPORTED, FindingsReported.class, row.getBuffer("event")))
                        .toList());
    }

    @Override
    public Uni<Void> drop(UUID analysisId) {
        return execute("DELETE FROM scoring.finding_part WHERE analysis_id = $1", Tuple.of(analysisId))
                .chain(() -> execute("DELETE FROM scoring.completion WHERE analysis_id = $1", Tuple.of(analysisId)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Map<String, Quadrant>> previousQuadrants(AnalysisCompleted completed, String scoreModel) {
        return execute(
                        "SELECT quadrants FROM scoring.plan WHERE repository_id = $1 AND ref = $2"
                                + " AND score_model = $3 AND (committed_at, requested_at) <= ($4, $5)",
                        Tuple.of(
                                completed.repositoryId(),
                                completed.commit().ref(),
                                scoreModel,
                                timestamp(completed.commit().committedAt()),
                                timestamp(completed.requestedAt())))
                .map(rows -> rows.rowCount() == 0
                        ? Map.<String, Quadrant>of()
                        : quadrants(rows.iterator().next().getJsonObject("quadrants")));
    }

    private static Map<String, Quadrant> quadrants(JsonObject stored) {
        return stored.stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Quadrant.valueOf(entry.getValue().toString())));
    }

    @Override
    public Uni<Void> keepQuadrants(AnalysisCompleted completed, String scoreModel, Map<String, Quadrant> quadrants) {
        JsonObject json = new JsonObject();
        quadrants.forEach((id, quadrant) -> json.put(id, quadrant.name()));
        return execute(
                        "INSERT INTO scoring.plan AS kept"
                                + " (repository_id, ref, score_model, committed_at, requested_at, quadrants)"
                                + " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (repository_id, ref) DO UPDATE SET"
                                + " score_model = excluded.score_model, committed_at = excluded.committed_at,"
                                + " requested_at = excluded.requested_at, quadrants = excluded.quadrants"
                                + " WHERE (kept.committed_at, kept.requested_at)"
                                + " <= (excluded.committed_at, excluded.requested_at)",
                        Tuple.of(
                                completed.repositoryId(),
                                completed.commit().ref(),
                                scoreModel,
                                timestamp(completed.commit().committedAt()),
                                timestamp(completed.requestedAt()),
                                json))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> publishAfterCommit(List<ScoringEvent> events) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(this::toOutbox)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<RowSet<Row>> toOutbox(ScoringEvent event) {
        Buffer value = StoredEvent.encode(event);
        return execute(
                "INSERT INTO scoring.outbox (topic, type, event, traceparent) VALUES ($1, $2, $3, $4)",
                Tuple.of(Topic.SCORING.name(), EventType.of(event).typeName(), value, traceParent));
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private Uni<RowSet<Row>> execute(String sql, Tuple values) {
        return connection.preparedQuery(sql).execute(values);
    }
}
