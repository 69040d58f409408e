package dev.upkeep.engine;

import dev.upkeep.engine.detect.Repository.Reading;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was made of single texts, from one analysis to the next: a push leaves most texts as they were. All of it
 * has a limit; what nobody asked for the longest goes first. Used by several threads.
 */
final class KeptReadings {

    /** What is kept of a text takes a few times its room. */
    private static final long MOST_BYTES = 12L << 20;

    private static final long LEAST_BYTES = 300;
    private static final int SHARE_OF_SMALL = 16;

    private final Map<Key, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    /** @param blobId of the text: another version is another reading */
    private record Key(String reading, String path, String blobId) {}

    private record Kept(Object value, long bytes) {}

    @SuppressWarnings("unchecked") // a reading's name is bound to its type
    synchronized <T> Optional<T> find(Reading<T> reading, String path, String blobId) {
        return Optional.ofNullable(kept.get(new Key(reading.name(), path, blobId)))
                .map(found -> (T) found.value());
    }

    /** @param length of the text */
    synchronized <T> void keep(Reading<T> reading, String path, String blobId, T value, long length) {
        long size = LEAST_BYTES + (isEmpty(value) ? 0 : reading.small() ? length / SHARE_OF_SMALL : length);
        if (kept.putIfAbsent(new Key(reading.name(), path, blobId), new Kept(value, size)) == null) {
            bytes += size;
            dropOldest();
        }
    }

    /** Of most texts there is nothing to keep but that. */
    private static boolean isEmpty(Object value) {
        return switch (value) {
            case Collection<?> all -> all.isEmpty();
            case Optional<?> one -> one.isEmpty();
            default -> false;
        };
    }

    private void dropOldest() {
        var eldest = kept.values().iterator();
        while (bytes > MOST_BYTES && eldest.hasNext()) {
            bytes -= eldest.next().bytes();
            eldest.remove();
        }
    }
}
