package dev.upkeep.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Results of the file pass as objects, from one analysis to the next: what a push left as it was is neither decoded
 * again nor copied again by the collector, which together is a third of what a push to a large repository costs. All of it
 * has a limit; what nobody asked for the longest goes first. Used by several threads.
 */
final class KeptResults {

    /** Room for some ten thousand files. */
    private static final long MOST_BYTES = 48L << 20;

    private static final long LEAST_BYTES = 600;
    /** As objects they take about four times their bytes. */
    private static final int TIMES_ENCODED = 4;

    private final Map<String, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    private record Kept(FileResult result, long bytes) {}

    /** @param key of the cache: it names all that the result follows from */
    synchronized Optional<FileResult> find(String key) {
        return Optional.ofNullable(kept.get(key)).map(Kept::result);
    }

    /** @param length of the encoded result in bytes */
    synchronized void keep(String key, FileResult result, int length) {
        long size = LEAST_BYTES + (long) length * TIMES_ENCODED;
        if (kept.putIfAbsent(key, new Kept(result, size)) == null) {
            bytes += size;
            dropOldest();
        }
    }

    synchronized void clear() {
        kept.clear();
        bytes = 0;
    }

    private void dropOldest() {
        var eldest = kept.values().iterator();
        while (bytes > MOST_BYTES && eldest.hasNext()) {
            bytes -= eldest.next().bytes();
            eldest.remove();
        }
    }
}
