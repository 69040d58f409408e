package dev.upkeep.analyzer.outbound;

import dev.upkeep.engine.ResultCache;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.CallerRunsPolicy;
import java.util.concurrent.TimeUnit;

/**
 * Keeps in the background, on one thread of its own, so that whoever reads files does not wait for a network; where that
 * falls behind, the caller keeps, which bounds the memory that waits. What has not been kept when the process ends is
 * computed again.
 */
final class WriteBehindCache implements ResultCache {

    private static final int MOST_WAITING = 8;

    private final ResultCache cache;
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("keep-results-", 0).factory(),
            new CallerRunsPolicy());

    WriteBehindCache(ResultCache cache) {
        this.cache = cache;
    }

    @Override
    public Map<String, byte[]> find(Collection<String> keys) {
        return cache.find(keys);
    }

    @Override
    public void store(Map<String, byte[]> results) {
        writer.execute(() -> cache.store(results));
    }
}
