package dev.upkeep.engine;

import java.util.Collection;
import java.util.Map;

/**
 * Where results of the per-file pass are kept between analyses. It saves work and nothing else: a cache that forgets,
 * or is down, changes no result. Used from several threads.
 */
public interface ResultCache {

    /** Remembers nothing. */
    ResultCache NONE = new ResultCache() {
        @Override
        public Map<String, byte[]> find(Collection<String> keys) {
            return Map.of();
        }

        @Override
        public void store(Map<String, byte[]> results) {
            // Nothing is kept.
        }
    };

    /** The results that are known, by key. */
    Map<String, byte[]> find(Collection<String> keys);

    /** Keeps these results, by key. */
    void store(Map<String, byte[]> results);
}
