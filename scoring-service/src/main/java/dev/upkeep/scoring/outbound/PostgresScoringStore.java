package dev.upkeep.scoring.outbound;

import dev.upkeep.scoring.application.ScoringStore;
import dev.upkeep.scoring.application.StoreSession;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The store on the schema {@code scoring}. */
@ApplicationScoped
class PostgresScoringStore implements ScoringStore {

    private final Pool pool;
    private final Clock clock;

    PostgresScoringStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public <T> Uni<T> inTransaction(String repositoryId, Function<StoreSession, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> {
                    String trace = TraceParent.current();
                    return pool.withTransaction(connection -> perform(connection, repositoryId, trace, work));
                })
                .onFailure(DatabaseFailure::isTransient)
                .transform(DatabaseFailure::asTransient);
    }

    @Override
    public <T> Uni<T> inVain(String repositoryId, Function<StoreSession, Uni<T>> work) {
        return pool.withConnection(connection -> connection
                        .begin()
                        .chain(transaction ->
                                perform(connection, repositoryId, null, work).eventually(transaction::rollback)))
                .onFailure(DatabaseFailure::isTransient)
                .transform(DatabaseFailure::asTransient);
    }

    private <T> Uni<T> perform(
            SqlConnection connection,
            String repositoryId,
            @Nullable String trace,
            Function<StoreSession, Uni<T>> work) {
        return lock(connection, repositoryId)
                .chain(() -> work.apply(new PostgresStoreSession(connection, trace, now())));
    }

    @Override
    public Uni<Void> forgetBefore(Instant time) {
        Tuple before = Tuple.of(time.atOffset(ZoneOffset.UTC));
        return delete("DELETE FROM scoring.inbox WHERE received_at < $1", before)
                .chain(() -> delete("DELETE FROM scoring.finding_part WHERE received_at < $1", before))
                .chain(() -> delete("DELETE FROM scoring.completion WHERE received_at < $1", before))
                .onFailure(DatabaseFailure::isTransient)
                .transform(DatabaseFailure::asTransient);
    }

    private Uni<Void> delete(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).replaceWithVoid();
    }

    private static Uni<Void> lock(SqlConnection connection, String repositoryId) {
        return connection
                .preparedQuery("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
                .execute(Tuple.of(repositoryId))
                .replaceWithVoid();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
