package dev.upkeep.analyzer.application;

import dev.upkeep.engine.AnalysisInterruptedException;
import dev.upkeep.platform.failure.TransientFailure;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Rehearses after a start, again and again, so that the just-in-time compiler has done its work before the first
 * repository arrives. Real work ends it at once. Thread-safe.
 */
public final class WarmUp {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    private final Supplier<Rehearsal> rehearsals;
    private final Duration time;
    private final Thread thread = Thread.ofPlatform().daemon().name("warm-up").unstarted(this::run);

    /** @param rehearsals asked once, when it begins; what it gives is closed here */
    public WarmUp(Supplier<Rehearsal> rehearsals, Duration time) {
        this.rehearsals = rehearsals;
        this.time = time;
    }

    /** Begins, on a thread of its own; once. */
    public void start() {
        thread.start();
    }

    /** Returns when it is over. */
    public void await() throws InterruptedException {
        thread.join();
    }

    /** Ends it, where it runs; does not wait. */
    public void end() {
        thread.interrupt();
    }

    private void run() {
        long begin = System.nanoTime();
        int rounds = 0;
        try (Rehearsal rehearsal = rehearsals.get()) {
            do {
                rehearsal.perform();
                rounds++;
            } while (!thread.isInterrupted() && System.nanoTime() - begin < time.toNanos());
        } catch (AnalysisInterruptedException _) {
            // There is real work, which warms as well.
        } catch (TransientFailure | UncheckedIOException failure) {
            if (!thread.isInterrupted()) {
                LOG.warn("The warm-up ended early", failure);
            }
        }
        LOG.infof("Warmed up in %d rounds and %d ms", rounds, (System.nanoTime() - begin) / 1_000_000);
    }
}
