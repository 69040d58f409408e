package dev.upkeep.analyzer.application;

/** Work like the real, of which nothing is said to anybody; for {@link WarmUp}. For one thread. */
public interface Rehearsal extends AutoCloseable {

    /**
     * Does all of it once.
     *
     * @throws dev.upkeep.engine.AnalysisInterruptedException where the calling thread is interrupted
     * @throws dev.upkeep.platform.failure.TransientFailure where a file cannot be read, for the same reason too
     */
    void perform();

    /** Removes what it was done on. */
    @Override
    void close();
}
