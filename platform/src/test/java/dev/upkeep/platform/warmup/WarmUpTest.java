package dev.upkeep.platform.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.platform.failure.TransientFailure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WarmUpTest {

    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration ENDLESS = Duration.ofDays(1);

    private final CountDownLatch begun = new CountDownLatch(3);
    private final AtomicInteger performed = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    @Test
    @Timeout(60)
    void itEndsByItselfWhenItsTimeIsOver() throws InterruptedException {
        WarmUp warmUp = warmUp(SHORT);

        warmUp.start(WarmUp.Mode.BACKGROUND);
        warmUp.await();

        assertThat(performed).hasPositiveValue();
        assertThat(closed).isTrue();
    }

    @Test
    @Timeout(60)
    void realWorkEndsIt() throws InterruptedException {
        WarmUp warmUp = warmUp(ENDLESS);
        warmUp.start(WarmUp.Mode.BACKGROUND);
        begun.await();

        warmUp.end();

        warmUp.await();
    }

    @Test
    @Timeout(60)
    void itCanBeOverBeforeTheProcessIsReady() throws InterruptedException {
        warmUp(SHORT).start(WarmUp.Mode.BEFORE_READY);

        assertThat(closed).isTrue();
    }

    @Test
    void switchedOffItDoesNothing() throws InterruptedException {
        WarmUp warmUp = warmUp(SHORT);

        warmUp.start(WarmUp.Mode.OFF);
        warmUp.await();

        assertThat(performed).hasValue(0);
    }

    @Test
    void endingWhatNeverBeganDoesNothing() {
        warmUp(ENDLESS).end();

        assertThat(performed).hasValue(0);
    }

    @Test
    @Timeout(60)
    void aFileThatCannotBeReadEndsIt() throws InterruptedException {
        WarmUp warmUp = new WarmUp(
                () -> new Counted(() -> {
                    throw new TransientFailure("no room", null);
                }),
                ENDLESS);

        warmUp.start(WarmUp.Mode.BACKGROUND);
        warmUp.await();

        assertThat(performed).hasValue(1);
        assertThat(closed).isTrue();
    }

    private WarmUp warmUp(Duration time) {
        return new WarmUp(() -> new Counted(() -> {}), time);
    }

    /** Knows how often it was performed. */
    private final class Counted implements Rehearsal {

        private final Runnable work;

        Counted(Runnable work) {
            this.work = work;
        }

        @Override
        public void perform() {
            performed.incrementAndGet();
            begun.countDown();
            work.run();
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }
}
