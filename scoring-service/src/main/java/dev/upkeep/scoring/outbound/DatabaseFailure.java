package dev.upkeep.scoring.outbound;

import dev.upkeep.platform.failure.TransientFailure;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Which failures of the database may be gone later: the connection, resources, conflicts and shutdowns. */
final class DatabaseFailure {

    /** Classes of SQLSTATE (PostgreSQL manual, appendix A): connection, rollback, resources, intervention. */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57");

    private DatabaseFailure() {}

    static boolean isTransient(Throwable failure) {
        return switch (failure) {
            case PgException refused ->
                refused.getSqlState() != null
                        && TRANSIENT_CLASSES.contains(refused.getSqlState().substring(0, 2));
            case IOException _, TimeoutException _, VertxException _ -> true;
            default -> false;
        };
    }

    static TransientFailure asTransient(Throwable failure) {
        return new TransientFailure("the database is not to be reached: " + failure.getMessage(), failure);
    }
}
