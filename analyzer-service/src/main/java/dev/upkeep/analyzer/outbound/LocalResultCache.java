package dev.upkeep.analyzer.outbound;

import dev.upkeep.engine.ResultCache;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The results that were used last, in memory, bounded by their bytes. */
final class LocalResultCache implements ResultCache {

    private static final int OVERHEAD_BYTES = 200;

    private final long mostBytes;
    private final LinkedHashMap<String, byte[]> results = new LinkedHashMap<>(256, 0.75f, true);
    private long bytes;

    LocalResultCache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public synchronized Map<String, byte[]> find(Collection<String> keys) {
        Map<String, byte[]> found = new HashMap<>();
        for (String key : keys) {
            byte[] result = results.get(key);
            if (result != null) {
                found.put(key, result);
            }
        }
        return found;
    }

    @Override
    public synchronized void store(Map<String, byte[]> fresh) {
        fresh.forEach(this::put);
        var oldest = results.entrySet().iterator();
        while (bytes > mostBytes && oldest.hasNext()) {
            bytes -= size(oldest.next().getValue());
            oldest.remove();
        }
    }

    private void put(String key, byte[] result) {
        byte[] old = results.put(key, result);
        bytes += size(result) - (old == null ? 0 : size(old));
    }

    private static long size(byte[] result) {
        return result.length + (long) OVERHEAD_BYTES;
    }
}
