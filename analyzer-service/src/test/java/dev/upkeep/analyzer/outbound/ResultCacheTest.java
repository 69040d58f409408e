package dev.upkeep.analyzer.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.engine.ResultCache;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ResultCacheTest {

    @Test
    void whatWasStoredIsFoundUntilRoomIsNeeded() {
        LocalResultCache cache = new LocalResultCache(1000);
        cache.store(Map.of("a", bytes(300)));
        cache.store(Map.of("b", bytes(100)));
        cache.find(List.of("a"));
        cache.store(Map.of("c", bytes(100)));

        assertThat(cache.find(List.of("a", "b", "c"))).containsOnlyKeys("a", "c");
    }

    @Test
    void aResultThatIsStoredAgainCountsOnce() {
        LocalResultCache cache = new LocalResultCache(1000);
        for (int i = 0; i < 10; i++) {
            cache.store(Map.of("a", bytes(300)));
        }

        assertThat(cache.find(List.of("a"))).containsOnlyKeys("a");
    }

    @Test
    void whatOnlyTheFarCacheHasComesNear() {
        LocalResultCache near = new LocalResultCache(10_000);
        LocalResultCache far = new LocalResultCache(10_000);
        near.store(Map.of("a", bytes(1)));
        far.store(Map.of("b", bytes(2)));

        Map<String, byte[]> found = new TieredResultCache(near, far).find(List.of("a", "b", "c"));

        assertThat(found).containsOnlyKeys("a", "b");
        assertThat(near.find(List.of("b"))).containsOnlyKeys("b");
    }

    @Test
    @Timeout(60)
    void whatIsKeptInTheBackgroundIsNeverLostWhileTheProcessLives() throws InterruptedException {
        int stores = 100;
        CountDownLatch kept = new CountDownLatch(stores);
        LocalResultCache slow = new LocalResultCache(100_000);
        WriteBehindCache cache = new WriteBehindCache(new ResultCache() {
            @Override
            public Map<String, byte[]> find(Collection<String> keys) {
                return slow.find(keys);
            }

            @Override
            public void store(Map<String, byte[]> results) {
                slow.store(results);
                kept.countDown();
            }
        });

        for (int number = 0; number < stores; number++) {
            cache.store(Map.of("key" + number, bytes(1)));
        }
        kept.await();

        assertThat(cache.find(List.of("key0", "key99", "other"))).containsOnlyKeys("key0", "key99");
    }

    @Test
    void packedBytesComeBackAndForeignBytesDoNot() {
        byte[] content = "result".repeat(100).getBytes(StandardCharsets.UTF_8);

        byte[] packed = Compression.pack(content);

        assertThat(packed).hasSizeLessThan(100);
        assertThat(Compression.unpack(packed)).hasValue(content);
        assertThat(Compression.unpack(bytes(7))).isEmpty();
    }

    private static byte[] bytes(int length) {
        return new byte[length];
    }
}
