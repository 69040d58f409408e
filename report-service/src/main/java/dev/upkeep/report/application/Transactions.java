package dev.upkeep.report.application;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** One database transaction around what several stores do. */
public interface Transactions {

    /**
     * Does the work in one transaction; committed when the result completes, rolled back when the work fails. Needs a
     * Vert.x context; a transaction inside another one is the same one.
     *
     * @return fails with a {@link dev.upkeep.platform.failure.TransientFailure} where the database is not to be reached
     *     or asks to try again
     */
    <T> Uni<T> inOne(Supplier<Uni<T>> work);

    /** Does the work in one transaction, as {@link #inOne}, that is rolled back in any case. */
    <T> Uni<T> inVain(Supplier<Uni<T>> work);
}
