package dev.upkeep.engine.syntax;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;

/**
 * What a parse reads from: a native copy of one file, handed out in a single piece, and a clock that stops it. The two
 * functions are called from native code, so nothing may be thrown in them.
 */
@SuppressWarnings("restricted") // the one door to native code
final class ParseInput implements AutoCloseable {

    private static final MemoryLayout POINT = MemoryLayout.structLayout(JAVA_INT, JAVA_INT);

    private final MemorySegment input;
    private final MemorySegment options;
    private final SourceBuffer buffer = new SourceBuffer();
    private MemorySegment text = MemorySegment.NULL;
    private int length;
    private long deadline;
    private boolean timedOut;

    ParseInput(Arena arena) {
        input = arena.allocate(CoreLibrary.INPUT);
        options = arena.allocate(CoreLibrary.OPTIONS);
        FunctionDescriptor read =
                FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, POINT, ADDRESS.withTargetLayout(JAVA_INT));
        FunctionDescriptor progress = FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS);
        input.set(ADDRESS, 8, Linker.nativeLinker().upcallStub(method("read", read), read, arena));
        options.set(ADDRESS, 8, Linker.nativeLinker().upcallStub(method("isOver", progress), progress, arena));
    }

    private MethodHandle method(String name, FunctionDescriptor function) {
        MethodType type = function.toMethodType();
        return CoreLibrary.checked(() -> MethodHandles.lookup().bind(this, name, type));
    }

    /** {@code TSInput}. */
    MemorySegment input() {
        return input;
    }

    /** {@code TSParseOptions}. */
    MemorySegment options() {
        return options;
    }

    /** Whether the clock stopped the parse since the last {@link #open}. */
    boolean timedOut() {
        return timedOut;
    }

    /** Takes a copy of the source and starts the clock. */
    void open(byte[] source, Duration limit) {
        text = buffer.holding(source);
        length = source.length;
        timedOut = false;
        deadline = System.nanoTime() + limit.toNanos();
    }

    /** {@code const char *read(void *payload, uint32_t byte_index, TSPoint position, uint32_t *bytes_read)}. */
    @SuppressWarnings("unused") // called from native code
    private MemorySegment read(MemorySegment payload, int offset, MemorySegment point, MemorySegment bytesRead) {
        int from = offset < 0 || offset > length ? length : offset;
        bytesRead.set(JAVA_INT, 0, length - from);
        return text.asSlice(from);
    }

    /** {@code bool progress(TSParseState *state)}: true ends the parse. */
    @SuppressWarnings("unused") // called from native code
    private boolean isOver(MemorySegment state) {
        timedOut |= System.nanoTime() - deadline > 0;
        return timedOut;
    }

    @Override
    public void close() {
        buffer.close();
    }
}
