package dev.upkeep.analyzer.application;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The trace that an analysis is part of. For one analysis, which runs on one thread. */
public interface Stages {

    /** Does the work on the calling thread, in a span of that name. */
    <T> T stage(String name, Supplier<T> work);

    /** Runs tasks at once, on whichever thread asks, as part of the stage that this is called in. */
    Executor here();

    /** The id of the trace; empty where nothing is traced. */
    Optional<String> traceId();
}
