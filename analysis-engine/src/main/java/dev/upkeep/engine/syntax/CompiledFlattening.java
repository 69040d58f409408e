package dev.upkeep.engine.syntax;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Lets the core that the build compiled write a whole tree in one call ({@code src/main/native/flatten.c}). */
final class CompiledFlattening implements TreeFlattening {

    private static final String SIZE_FUNCTION = "upkeep_tree_size";
    private static final String FLATTEN_FUNCTION = "upkeep_tree_flatten";

    private static final MethodHandle SIZE = CoreLibrary.shortCall(FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle FLATTEN =
            CoreLibrary.fillingCall(FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));

    private final MemorySegment size;
    private final MemorySegment flatten;

    CompiledFlattening(CoreLibrary core) {
        size = core.function(SIZE_FUNCTION);
        flatten = core.function(FLATTEN_FUNCTION);
    }

    /** Whether this core has what it takes. */
    static boolean isIn(CoreLibrary core) {
        return core.has(SIZE_FUNCTION) && core.has(FLATTEN_FUNCTION);
    }

    @Override
    public SyntaxTree flatten(MemorySegment tree, Symbols symbols, byte[] source) {
        return CoreLibrary.checked(() -> {
            int expected = (int) SIZE.invokeExact(size, tree);
            int[] nodes = new int[expected * SyntaxTree.WIDTH];
            int[] parents = new int[expected];
            int found = (int) FLATTEN.invokeExact(
                    flatten,
                    tree,
                    symbols.error(),
                    MemorySegment.ofArray(nodes),
                    MemorySegment.ofArray(parents),
                    expected);
            if (found != expected) {
                throw new IllegalStateException("a tree of %,d nodes was said to have %,d".formatted(found, expected));
            }
            return new SyntaxTree(symbols, source, nodes, parents);
        });
    }
}
