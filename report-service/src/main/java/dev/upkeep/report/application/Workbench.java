package dev.upkeep.report.application;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Where long computations run, so that they hold up no event loop. */
public interface Workbench {

    /** Computes on a worker thread; the result continues on the caller's context. */
    <T> Uni<T> compute(Supplier<T> work);
}
