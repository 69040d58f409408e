package dev.upkeep.scoring.application;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.function.Function;

/** Where scoring keeps what it has not finished. */
public interface ScoringStore {

    /**
     * Does the work in one transaction: committed when its result completes, rolled back when it fails. Transactions of
     * one repository run one after the other.
     *
     * @return fails with a {@link dev.upkeep.platform.failure.TransientFailure} where the database is not to be reached
     *     or asks to try again
     */
    <T> Uni<T> inTransaction(String repositoryId, Function<StoreSession, Uni<T>> work);

    /** Does the work in one transaction, as {@link #inTransaction}, that is rolled back in any case. */
    <T> Uni<T> inVain(String repositoryId, Function<StoreSession, Uni<T>> work);

    /** Forgets handled event ids and parts of analyses that never completed, received before that time. */
    Uni<Void> forgetBefore(Instant time);
}
