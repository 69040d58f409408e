package dev.upkeep.analyzer.outbound;

import dev.upkeep.engine.ResultCache;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks the near cache first, the far one for the rest, and keeps near what came from far. */
record TieredResultCache(ResultCache near, ResultCache far) implements ResultCache {

    @Override
    public Map<String, byte[]> find(Collection<String> keys) {
        Map<String, byte[]> found = new HashMap<>(near.find(keys));
        List<String> rest = keys.stream().filter(key -> !found.containsKey(key)).toList();
        if (!rest.isEmpty()) {
            Map<String, byte[]> fetched = far.find(rest);
            near.store(fetched);
            found.putAll(fetched);
        }
        return found;
    }

    @Override
    public void store(Map<String, byte[]> results) {
        near.store(results);
        far.store(results);
    }
}
