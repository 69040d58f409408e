package dev.upkeep.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps every result, in memory. */
final class RememberingCache implements ResultCache {

    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();

    @Override
    public Map<String, byte[]> find(Collection<String> keys) {
        Map<String, byte[]> found = new HashMap<>();
        keys.forEach(key -> {
            byte[] result = kept.get(key);
            if (result != null) {
                found.put(key, result);
            }
        });
        return found;
    }

    @Override
    public void store(Map<String, byte[]> results) {
        kept.putAll(results);
    }

    void forget() {
        kept.clear();
    }
}
