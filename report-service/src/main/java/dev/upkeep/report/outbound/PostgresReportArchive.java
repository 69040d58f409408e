package dev.upkeep.report.outbound;

import dev.upkeep.events.RepositoryRef;
import dev.upkeep.report.application.ReportArchive;
import dev.upkeep.report.domain.Report;
import dev.upkeep.report.domain.ReportEntry;
import dev.upkeep.report.domain.Standing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reports and their entries as tables. */
@ApplicationScoped
class PostgresReportArchive implements ReportArchive {

    private static final String ENTER = """
            insert into {h-schema}repository (id, name, clone_url, forge, default_branch) values (?1, ?2, ?3, ?4, ?5)
            on conflict do nothing
            """;

    private static final String LEDGER_BEFORE = """
            select l from LedgerRow l, ReportRow r
            where l.analysisId = r.analysisId and r.repositoryId = :repository and (r.onDefault or r.ref = :ref)
              and (r.committedAt < :committed or (r.committedAt = :committed and r.requestedAt < :requested))
            order by case when r.onDefault = :onDefault then 0 else 1 end, r.committedAt desc, r.requestedAt desc
            """;

    private static final String SURPLUS = """
            delete from {h-schema}report where repository_id = ?1
              and analysis_id not in (select current_analysis_id from {h-schema}repository
                                      where id = ?1 and current_analysis_id is not null)
              and analysis_id not in (select analysis_id from {h-schema}report where repository_id = ?1
                                      order by materialised_at desc, analysis_id limit ?2)
            """;

    private static final String ENTRIES = "select r, p from ReportRow r, RepositoryRow p where r.repositoryId = p.id";

    private final Mutiny.SessionFactory sessions;

    PostgresReportArchive(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Optional<Standing>> take(RepositoryRef repository) {
        return sessions.withSession(session -> session.createNativeQuery(ENTER)
                .setParameter(1, repository.id())
                .setParameter(2, repository.name())
                .setParameter(3, repository.cloneUrl())
                .setParameter(4, repository.forge())
                .setParameter(5, repository.defaultBranch())
                .executeUpdate()
                .chain(() -> session.find(RepositoryRow.class, repository.id(), LockModeType.PESSIMISTIC_WRITE))
                .invoke(row -> row.describe(repository))
                .map(RepositoryRow::standing));
    }

    @Override
    public Uni<Optional<byte[]>> ledgerBefore(String repositoryId, String ref, Standing standing) {
        return sessions.withSession(session -> session.createSelectionQuery(LEDGER_BEFORE, LedgerRow.class)
                        .setParameter("repository", repositoryId)
                        .setParameter("ref", ref)
                        .setParameter("onDefault", standing.defaultBranch())
                        .setParameter("committed", standing.committedAt())
                        .setParameter("requested", standing.requestedAt())
                        .setReadOnly(true)
                        .setMaxResults(1)
                        .getResultList())
                .map(rows -> rows.stream().findFirst().map(row -> Gzip.expand(row.jsonGzip)));
    }

    @Override
    public Uni<Void> file(Filing filing, Standing standing, boolean current, Instant now) {
        Report report = filing.report();
        UUID analysisId = report.analysis().id();
        return sessions.withSession(session -> session.persist(ReportRow.of(report, standing, current, now))
                .chain(session::flush)
                .chain(() -> session.persistAll(
                        DocumentRow.of(analysisId, filing.json()), LedgerRow.of(analysisId, filing.ledger())))
                .chain(() ->
                        session.find(RepositoryRow.class, report.repository().id()))
                .invoke(row -> {
                    if (current) {
                        row.current(analysisId, standing);
                    }
                })
                .chain(session::flush));
    }

    @Override
    public Uni<Void> keepLast(String repositoryId, int reports) {
        return sessions.withSession(session -> session.createNativeQuery(SURPLUS)
                        .setParameter(1, repositoryId)
                        .setParameter(2, reports)
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> forget(String repositoryId) {
        return sessions.withSession(
                        session -> session.createNativeQuery("delete from {h-schema}repository where id = ?1")
                                .setParameter(1, repositoryId)
                                .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<byte[]>> json(UUID analysisId) {
        return compressed(analysisId).map(json -> json.map(Gzip::expand));
    }

    /** The JSON as it is stored. */
    Uni<Optional<byte[]>> compressed(UUID analysisId) {
        return sessions.withSession(session -> session.find(DocumentRow.class, analysisId))
                .map(row -> Optional.ofNullable(row).map(document -> document.jsonGzip));
    }

    @Override
    public Uni<Optional<UUID>> current(String repositoryId) {
        return sessions.withSession(session -> session.find(RepositoryRow.class, repositoryId))
                .map(row -> Optional.ofNullable(row).map(repository -> repository.currentAnalysisId));
    }

    @Override
    public Uni<Optional<ReportEntry>> entry(UUID analysisId) {
        return sessions.withSession(session -> session.createSelectionQuery(
                                ENTRIES + " and r.analysisId = :analysis", Object[].class)
                        .setParameter("analysis", analysisId)
                        .getResultList())
                .map(rows -> entries(rows).stream().findFirst());
    }

    @Override
    public Uni<List<ReportEntry>> entries(String repositoryId, int limit) {
        return sessions.withSession(session -> session.createSelectionQuery(
                                ENTRIES + " and p.id = :repository order by r.committedAt desc, r.requestedAt desc",
                                Object[].class)
                        .setParameter("repository", repositoryId)
                        .setMaxResults(limit)
                        .getResultList())
                .map(PostgresReportArchive::entries);
    }

    @Override
    public Uni<List<ReportEntry>> currentEntries(@Nullable String afterName, @Nullable String afterId, int limit) {
        String behind = afterName == null ? "" : " and (p.name > :name or (p.name = :name and p.id > :id))";
        return sessions.withSession(session -> {
                    Mutiny.SelectionQuery<Object[]> query = session.createSelectionQuery(
                            ENTRIES + " and r.analysisId = p.currentAnalysisId" + behind + " order by p.name, p.id",
                            Object[].class);
                    if (afterName != null) {
                        query.setParameter("name", afterName).setParameter("id", afterId);
                    }
                    return query.setMaxResults(limit).getResultList();
                })
                .map(PostgresReportArchive::entries);
    }

    @Override
    public Uni<List<UUID>> unannounced(Instant until, int limit) {
        return sessions.withSession(session -> session.createSelectionQuery(
                        "select analysisId from ReportRow where announcedAt is null and materialisedAt <= :until"
                                + " order by materialisedAt",
                        UUID.class)
                .setParameter("until", until)
                .setMaxResults(limit)
                .getResultList());
    }

    @Override
    public Uni<Void> announced(UUID analysisId, Instant now) {
        return sessions.withSession(session -> session.createMutationQuery(
                                "update ReportRow set announcedAt = :now where analysisId = :analysis")
                        .setParameter("now", now)
                        .setParameter("analysis", analysisId)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static List<ReportEntry> entries(List<Object[]> rows) {
        return rows.stream()
                .map(row -> ((ReportRow) row[0]).entry((RepositoryRow) row[1]))
                .toList();
    }
}
