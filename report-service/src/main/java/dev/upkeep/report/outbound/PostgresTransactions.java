package dev.upkeep.report.outbound;

import dev.upkeep.platform.failure.TransientFailure;
import dev.upkeep.report.application.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** A Hibernate session and its transaction on the caller's Vert.x context, where the stores find it. */
@ApplicationScoped
class PostgresTransactions implements Transactions {

    /** Classes of SQLSTATE that pass: connection, roll-back to be repeated, resources, operator intervention. */
    private static final List<String> PASSING = List.of("08", "40", "53", "57");

    private final Mutiny.SessionFactory sessions;

    PostgresTransactions(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public <T> Uni<T> inOne(Supplier<Uni<T>> work) {
        return sessions.withTransaction((_, _) -> work.get())
                .onFailure(PostgresTransactions::passes)
                .transform(PostgresTransactions::asTransient);
    }

    @Override
    public <T> Uni<T> inVain(Supplier<Uni<T>> work) {
        return sessions.withTransaction((_, transaction) -> {
                    transaction.markForRollback();
                    return work.get();
                })
                .onFailure(PostgresTransactions::passes)
                .transform(PostgresTransactions::asTransient);
    }

    private static TransientFailure asTransient(Throwable failure) {
        return new TransientFailure("The database is not available", failure);
    }

    private static boolean passes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .anyMatch(PostgresTransactions::passesItself);
    }

    private static boolean passesItself(Throwable cause) {
        return switch (cause) {
            case PgException refused ->
                refused.getSqlState() != null && PASSING.stream().anyMatch(refused.getSqlState()::startsWith);
            case IOException _, TimeoutException _ -> true;
            default ->
                String.valueOf(cause.getMessage()).contains("Timeout")
                        || String.valueOf(cause.getMessage()).contains("onnection");
        };
    }
}
