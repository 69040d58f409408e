package dev.upkeep.engine.syntax;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.time.Duration;

/**
 * Reads with the core that the build compiled ({@code src/main/native/core.c}): it parses without calling back into Java,
 * in memory that it gives back at once, and writes a whole tree in one call.
 */
final class CompiledReader implements TreeReader {

    private static final String NEW_FUNCTION = "upkeep_reader_new";
    private static final String DELETE_FUNCTION = "upkeep_reader_delete";
    private static final String PARSE_FUNCTION = "upkeep_reader_parse";
    private static final String FLATTEN_FUNCTION = "upkeep_reader_flatten";

    private static final MethodHandle NEW = CoreLibrary.call(FunctionDescriptor.of(ADDRESS));
    private static final MethodHandle DELETE = CoreLibrary.call(FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle PARSE =
            CoreLibrary.call(FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, JAVA_LONG));
    private static final MethodHandle FLATTEN =
            CoreLibrary.fillingCall(FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));

    /** As in {@code reader.c}. */
    private static final int GAVE_UP = 0;

    private static final int TIMED_OUT = -1;
    private static final int LANGUAGE_REFUSED = -2;

    private final MemorySegment delete;
    private final MemorySegment parse;
    private final MemorySegment flatten;
    private final MemorySegment reader;
    private final SourceBuffer buffer = new SourceBuffer();

    CompiledReader(CoreLibrary core) {
        delete = core.function(DELETE_FUNCTION);
        parse = core.function(PARSE_FUNCTION);
        flatten = core.function(FLATTEN_FUNCTION);
        MemorySegment newReader = core.function(NEW_FUNCTION);
        reader = CoreLibrary.checked(() -> (MemorySegment) NEW.invokeExact(newReader));
    }

    /** Whether this core has what it takes. */
    static boolean isIn(CoreLibrary core) {
        return core.has(NEW_FUNCTION)
                && core.has(DELETE_FUNCTION)
                && core.has(PARSE_FUNCTION)
                && core.has(FLATTEN_FUNCTION);
    }

    @Override
    public ParseOutcome read(byte[] source, byte[] readable, Grammar grammar, Duration limit)
            throws UnusableLibraryException {
        MemorySegment text = buffer.holding(readable);
        int parsed = CoreLibrary.checked(() ->
                (int) PARSE.invokeExact(parse, reader, grammar.address(), text, readable.length, limit.toNanos()));
        return switch (parsed) {
            case LANGUAGE_REFUSED -> throw TreeReader.refused();
            case TIMED_OUT -> new ParseOutcome.TimedOut(limit);
            case GAVE_UP -> TreeReader.gaveUp();
            default -> new ParseOutcome.Parsed(flattened(parsed, source, grammar.symbols()));
        };
    }

    private SyntaxTree flattened(int size, byte[] source, Symbols symbols) {
        int[] nodes = new int[size * SyntaxTree.WIDTH];
        int[] parents = new int[size];
        int found = CoreLibrary.checked(() -> (int) FLATTEN.invokeExact(
                flatten, reader, symbols.error(), MemorySegment.ofArray(nodes), MemorySegment.ofArray(parents), size));
        if (found != size) {
            throw new IllegalStateException("a tree of %,d nodes was said to have %,d".formatted(found, size));
        }
        return new SyntaxTree(symbols, source, nodes, parents);
    }

    /** The buffer first: it refuses other threads, before anything is freed that a parse may be at. */
    @Override
    public void close() {
        buffer.close();
        CoreLibrary.checked(() -> {
            DELETE.invokeExact(delete, reader);
            return true;
        });
    }
}
