package dev.upkeep.platform.warmup;

/** Work like the real, of which nothing is said to anybody and nothing stays; for {@link WarmUp}. For one thread. */
public interface Rehearsal extends AutoCloseable {

    /**
     * Does all of it once.
     *
     * @throws InterruptedException where the calling thread is interrupted
     * @throws dev.upkeep.platform.failure.TransientFailure where a file cannot be read or a database does not answer
     */
    void perform() throws InterruptedException;

    /** Removes what it was done on. */
    @Override
    void close();
}
