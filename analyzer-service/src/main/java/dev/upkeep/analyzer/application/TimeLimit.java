package dev.upkeep.analyzer.application;

import java.time.Duration;

/** Interrupts the thread that made it when its time is over; closing it in time calls that off. */
final class TimeLimit implements AutoCloseable {

    private final Thread watched = Thread.currentThread();
    private final Thread watcher;
    private boolean closed;
    private boolean over;

    TimeLimit(Duration time) {
        this.watcher = Thread.ofVirtual().name("time-limit").start(() -> watch(time));
    }

    /** Whether the thread was interrupted for being late. */
    synchronized boolean isOver() {
        return over;
    }

    /** After this nobody interrupts the thread any more, and no interruption of this limit is left on it. */
    @Override
    public void close() {
        watcher.interrupt();
        synchronized (this) {
            closed = true;
            if (over) {
                Thread.interrupted();
            }
        }
    }

    private void watch(Duration time) {
        try {
            Thread.sleep(time);
            expire();
        } catch (InterruptedException _) {
            // Closed in time.
        }
    }

    private synchronized void expire() {
        if (!closed) {
            over = true;
            watched.interrupt();
        }
    }
}
