package dev.upkeep.report.outbound;

import dev.upkeep.report.application.RunLedger;
import dev.upkeep.report.domain.Run;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The ledger as a table. */
@ApplicationScoped
class PostgresRunLedger implements RunLedger {

    private static final String ENTER = """
            insert into {h-schema}run (analysis_id, repository_id, repository_name, ref, state, done, total, findings,
                requested_at, updated_at, findings_parts_seen, score_parts_seen)
            values (?1, ?2, '', '', 'REQUESTED', 0, 0, 0, ?3, ?3, 0, 0)
            on conflict do nothing
            """;

    private final Mutiny.SessionFactory sessions;

    PostgresRunLedger(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Run> take(Run asEntered) {
        return sessions.withSession(session -> session.createNativeQuery(ENTER)
                .setParameter(1, asEntered.analysisId())
                .setParameter(2, asEntered.repositoryId())
                .setParameter(3, asEntered.requestedAt())
                .executeUpdate()
                .chain(() -> session.find(RunRow.class, asEntered.analysisId(), LockModeType.PESSIMISTIC_WRITE))
                .map(RunRow::run));
    }

    @Override
    public Uni<Void> save(Run run) {
        return sessions.withSession(session -> session.find(RunRow.class, run.analysisId())
                .invoke(row -> row.set(run))
                .replaceWithVoid());
    }

    @Override
    public Uni<Optional<Run>> find(UUID analysisId) {
        return sessions.withSession(session -> session.find(RunRow.class, analysisId))
                .map(row -> Optional.ofNullable(row).map(RunRow::run));
    }

    @Override
    public Uni<List<Run>> list(@Nullable String repositoryId, @Nullable Position after, int limit) {
        String where = (repositoryId == null ? "where true" : "where repositoryId = :repository")
                + (after == null ? "" : " and (requestedAt < :at or (requestedAt = :at and analysisId < :id))");
        return sessions.withSession(session -> {
                    Mutiny.SelectionQuery<RunRow> query = session.createSelectionQuery(
                            "from RunRow " + where + " order by requestedAt desc, analysisId desc", RunRow.class);
                    if (repositoryId != null) {
                        query.setParameter("repository", repositoryId);
                    }
                    if (after != null) {
                        query.setParameter("at", after.requestedAt()).setParameter("id", after.analysisId());
                    }
                    return query.setMaxResults(limit).getResultList();
                })
                .map(rows -> rows.stream().map(RunRow::run).toList());
    }

    @Override
    public Uni<List<Run>> changedSince(Instant time, int limit) {
        return sessions.withSession(session -> session.createSelectionQuery(
                                "from RunRow where updatedAt > :time order by updatedAt, analysisId", RunRow.class)
                        .setParameter("time", time)
                        .setMaxResults(limit)
                        .getResultList())
                .map(rows -> rows.stream().map(RunRow::run).toList());
    }

    @Override
    public Uni<List<Run>> silentSince(Instant time, int limit) {
        return sessions.withSession(session -> session.createSelectionQuery(
                                "from RunRow where state in (RUNNING, SCORING) and updatedAt < :time"
                                        + " order by updatedAt, analysisId",
                                RunRow.class)
                        .setParameter("time", time)
                        .setMaxResults(limit)
                        .getResultList())
                .map(rows -> rows.stream().map(RunRow::run).toList());
    }

    @Override
    public Uni<Void> forget(String repositoryId) {
        return sessions.withSession(
                        session -> session.createMutationQuery("delete from RunRow where repositoryId = :repository")
                                .setParameter("repository", repositoryId)
                                .executeUpdate())
                .replaceWithVoid();
    }
}
