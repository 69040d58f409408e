package dev.upkeep.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Independent pieces of one analysis, done by the thread that asks and by those workers that are free. Workers that
 * another analysis keeps busy are not waited for.
 */
final class SharedWork {

    private final ExecutorService workers;
    private final int helpers;

    /** @param helpers how many workers may help */
    SharedWork(ExecutorService workers, int helpers) {
        this.workers = workers;
        this.helpers = helpers;
    }

    /**
     * What the pieces give, in their order. Blocks until all are done.
     *
     * @throws AnalysisInterruptedException where the calling thread is interrupted
     */
    <T> List<T> all(List<? extends Supplier<T>> pieces) {
        List<FutureTask<T>> tasks =
                pieces.stream().map(piece -> new FutureTask<T>(piece::get)).toList();
        Queue<FutureTask<T>> queue = new ConcurrentLinkedQueue<>(tasks);
        List<Future<?>> helping = new ArrayList<>();
        for (int helper = 0; helper < Math.min(helpers, tasks.size() - 1); helper++) {
            helping.add(workers.submit(() -> drain(queue)));
        }
        try {
            drain(queue);
            return tasks.stream().map(SharedWork::result).toList();
        } finally {
            queue.clear();
            helping.forEach(helper -> helper.cancel(true));
        }
    }

    private static <T> void drain(Queue<FutureTask<T>> queue) {
        for (FutureTask<T> task = queue.poll(); task != null; task = queue.poll()) {
            task.run();
        }
    }

    private static <T> T result(FutureTask<T> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AnalysisInterruptedException();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a piece of the analysis failed", e.getCause());
        }
    }
}
