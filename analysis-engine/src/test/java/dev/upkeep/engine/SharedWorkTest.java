package dev.upkeep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedWorkTest {

    private final ExecutorService workers = Executors.newFixedThreadPool(1);

    @AfterEach
    void stop() {
        workers.shutdownNow();
    }

    @Test
    void whatThePiecesGiveComesInTheirOrder() {
        List<Supplier<Integer>> pieces = IntStream.range(0, 500)
                .<Supplier<Integer>>mapToObj(number -> () -> number * 2)
                .toList();

        assertThat(new SharedWork(workers, 1).all(pieces))
                .isEqualTo(IntStream.range(0, 500)
                        .map(number -> number * 2)
                        .boxed()
                        .toList());
    }

    @Test
    void aFreeWorkerHelps() {
        CountDownLatch both = new CountDownLatch(2);
        Supplier<String> meeting = () -> {
            both.countDown();
            await(both);
            return Thread.currentThread().getName();
        };

        assertThat(new SharedWork(workers, 1).all(List.of(meeting, meeting))).doesNotHaveDuplicates();
    }

    @Test
    void workersThatAreBusyAreNotWaitedFor() {
        CountDownLatch end = new CountDownLatch(1);
        workers.execute(() -> await(end));
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Supplier<Boolean> piece = () -> threads.add(Thread.currentThread());

        new SharedWork(workers, 1).all(List.of(piece, piece, piece));

        assertThat(threads).containsExactly(Thread.currentThread());
        end.countDown();
    }

    @Test
    void anInterruptEndsTheWaitForOthers() {
        CountDownLatch helped = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        Supplier<Boolean> piece = () -> {
            if (Thread.currentThread().equals(caller)) {
                await(helped);
                caller.interrupt();
            } else {
                helped.countDown();
                await(never);
            }
            return true;
        };

        assertThatThrownBy(() -> new SharedWork(workers, 1).all(List.of(piece, piece, piece, piece)))
                .isInstanceOf(AnalysisInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
