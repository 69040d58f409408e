package dev.upkeep.platform.warmup;

import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Rehearses after a start, again and again, so that the just-in-time compiler has done its work before the first
 * repository arrives. Real work may end it at once. Thread-safe.
 */
public final class WarmUp {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    private final Supplier<Rehearsal> rehearsals;
    private final Duration time;
    private final Thread thread = Thread.ofPlatform().daemon().name("warm-up").unstarted(this::run);

    /** When a process gets warm. */
    public enum Mode {
        /** With the first request. */
        OFF,
        /** While it waits for the first request. */
        BACKGROUND,
        /** Before it says that it is ready. */
        BEFORE_READY
    }

    /** @param rehearsals asked once, when it begins; what it gives is closed here */
    public WarmUp(Supplier<Rehearsal> rehearsals, Duration time) {
        this.rehearsals = rehearsals;
        this.time = time;
    }

    /** Begins, on a thread of its own; once. Returns at once, or where it is to be over before the process is ready, then. */
    public void start(Mode mode) throws InterruptedException {
        switch (mode) {
            case OFF -> {}
            case BACKGROUND -> thread.start();
            case BEFORE_READY -> {
                thread.start();
                await();
            }
        }
    }

    /** Returns when it is over. */
    void await() throws InterruptedException {
        thread.join();
    }

    /** Ends it, where it runs; does not wait. */
    public void end() {
        thread.interrupt();
    }

    private void run() {
        long begin = System.nanoTime();
        int rounds = 0;
        boolean undisturbed = false;
        try (Rehearsal rehearsal = rehearsals.get()) {
            do {
                rehearsal.perform();
                rounds++;
            } while (!thread.isInterrupted() && System.nanoTime() - begin < time.toNanos());
            undisturbed = !thread.isInterrupted();
        } catch (InterruptedException _) {
            // There is real work, which warms as well.
        } catch (RuntimeException failure) {
            // Whatever it is: the real work will meet it too, and say so.
            if (!thread.isInterrupted()) {
                LOG.warn("The warm-up ended early", failure);
            }
        }
        LOG.infof("Warmed up in %d rounds and %d ms", rounds, (System.nanoTime() - begin) / 1_000_000);
        if (undisturbed) {
            // The heap grew with what was rehearsed on, and a process at rest does not collect that by itself. Where
            // there is work already, nobody is to wait for it.
            System.gc();
        }
    }
}
