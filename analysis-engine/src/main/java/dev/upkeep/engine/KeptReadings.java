package dev.upkeep.engine;

import dev.upkeep.engine.detect.Repository.Reading;
import java.util.Collection;
import java.util.Optional;

/**
 * What was made of single texts, from one analysis to the next: a push leaves most texts as they were. For several
 * threads.
 */
final class KeptReadings {

    /** What is kept of a text takes a few times its room. */
    private static final long MOST_BYTES = 12L << 20;

    private static final long LEAST_BYTES = 300;
    private static final int SHARE_OF_SMALL = 16;

    private final RecentlyUsed<Key, Object> kept = new RecentlyUsed<>(MOST_BYTES);

    /** @param blobId of the text: another version is another reading */
    private record Key(String reading, String path, String blobId) {}

    @SuppressWarnings("unchecked") // a reading's name is bound to its type
    <T> Optional<T> find(Reading<T> reading, String path, String blobId) {
        return kept.find(new Key(reading.name(), path, blobId)).map(found -> (T) found);
    }

    /** @param length of the text */
    <T> void keep(Reading<T> reading, String path, String blobId, T value, long length) {
        long size = LEAST_BYTES + (isEmpty(value) ? 0 : reading.small() ? length / SHARE_OF_SMALL : length);
        kept.keep(new Key(reading.name(), path, blobId), value, size);
    }

    /** Of most texts there is nothing to keep but that. */
    private static boolean isEmpty(Object value) {
        return switch (value) {
            case Collection<?> all -> all.isEmpty();
            case Optional<?> one -> one.isEmpty();
            default -> false;
        };
    }
}
