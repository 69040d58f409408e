package dev.upkeep.engine.syntax;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Native memory that holds one file after another. Used by the one thread that made it. */
final class SourceBuffer implements AutoCloseable {

    private static final int SMALLEST = 1 << 16;
    /** A larger buffer is given back with the next file that does not need it. */
    private static final int KEPT = 1 << 20;

    private Arena arena = Arena.ofConfined();
    private MemorySegment buffer = arena.allocate(SMALLEST);

    /** A copy of the source, at the beginning of a buffer that may be larger; valid until the next one. */
    @SuppressWarnings("MustBeClosedChecker") // closed with the next file or with this object
    MemorySegment holding(byte[] source) {
        if (source.length > buffer.byteSize() || (buffer.byteSize() > KEPT && source.length <= KEPT)) {
            arena.close();
            arena = Arena.ofConfined();
            buffer = arena.allocate(Math.max(SMALLEST, Integer.highestOneBit(source.length) * 2L));
        }
        MemorySegment.copy(source, 0, buffer, JAVA_BYTE, 0, source.length);
        return buffer;
    }

    @Override
    public void close() {
        arena.close();
    }
}
