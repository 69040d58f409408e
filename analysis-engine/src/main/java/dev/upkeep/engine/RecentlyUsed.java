package dev.upkeep.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Values in memory, from one analysis to the next, up to a number of bytes; what nobody asked for the longest goes first.
 * For several threads.
 */
final class RecentlyUsed<K, V> {

    private final long mostBytes;
    private final Map<K, Sized<V>> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    private record Sized<V>(V value, long bytes) {}

    RecentlyUsed(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    synchronized Optional<V> find(K key) {
        return Optional.ofNullable(kept.get(key)).map(Sized::value);
    }

    /**
     * Keeps a value; the one that is there already stays.
     *
     * @param size in bytes, as far as that is known
     */
    synchronized void keep(K key, V value, long size) {
        if (kept.putIfAbsent(key, new Sized<>(value, size)) == null) {
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
        while (bytes > mostBytes && eldest.hasNext()) {
            bytes -= eldest.next().bytes();
            eldest.remove();
        }
    }
}
