package dev.upkeep.engine;

import java.util.Optional;

/**
 * Results of the file pass as objects, from one analysis to the next: what a push left as it was is neither decoded
 * again nor copied again by the collector. For several threads.
 */
final class KeptResults {

    /** Room for some ten thousand files. */
    private static final long MOST_BYTES = 48L << 20;

    private static final long LEAST_BYTES = 600;
    /** As objects they take about four times their bytes. */
    private static final int TIMES_ENCODED = 4;

    private final RecentlyUsed<String, FileResult> kept = new RecentlyUsed<>(MOST_BYTES);

    /** @param key of the cache: it names all that the result follows from */
    Optional<FileResult> find(String key) {
        return kept.find(key);
    }

    /** @param length of the encoded result in bytes */
    void keep(String key, FileResult result, int length) {
        kept.keep(key, result, LEAST_BYTES + (long) length * TIMES_ENCODED);
    }

    void clear() {
        kept.clear();
    }
}
