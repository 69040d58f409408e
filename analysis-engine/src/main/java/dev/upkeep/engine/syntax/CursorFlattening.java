package dev.upkeep.engine.syntax;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/** Turns a native tree into plain integers by a cursor, which any core has. Its buffers are kept from file to file. */
final class CursorFlattening {

    private static final MethodHandle ROOT = CoreLibrary.shortCall(FunctionDescriptor.of(CoreLibrary.NODE, ADDRESS));
    private static final MethodHandle NEW_CURSOR =
            CoreLibrary.shortCall(FunctionDescriptor.of(CoreLibrary.CURSOR, CoreLibrary.NODE));
    private static final MethodHandle DELETE_CURSOR = CoreLibrary.call(FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle CURRENT = CoreLibrary.shortCall(FunctionDescriptor.of(CoreLibrary.NODE, ADDRESS));
    private static final MethodHandle FIELD = CoreLibrary.shortCall(FunctionDescriptor.of(JAVA_SHORT, ADDRESS));
    private static final MethodHandle MOVE = CoreLibrary.shortCall(FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
    private static final MethodHandle SYMBOL =
            CoreLibrary.shortCall(FunctionDescriptor.of(JAVA_SHORT, CoreLibrary.NODE));
    private static final MethodHandle OFFSET = CoreLibrary.shortCall(FunctionDescriptor.of(JAVA_INT, CoreLibrary.NODE));
    private static final MethodHandle ASK =
            CoreLibrary.shortCall(FunctionDescriptor.of(JAVA_BOOLEAN, CoreLibrary.NODE));

    /** The native symbol of an error node: the largest number. */
    private static final int NATIVE_ERROR = 0xFFFF;

    /** Buffers above this many nodes are given back after the file that needed them. */
    private static final int KEPT_NODES = 1 << 17;

    private final MemorySegment root;
    private final MemorySegment newCursor;
    private final MemorySegment deleteCursor;
    private final MemorySegment current;
    private final MemorySegment field;
    private final MemorySegment toFirstChild;
    private final MemorySegment toNextSibling;
    private final MemorySegment toParent;
    private final MemorySegment symbol;
    private final MemorySegment end;
    private final MemorySegment missing;

    private final SegmentAllocator nodeSpace;
    private final SegmentAllocator cursorSpace;

    private int[] nodes = new int[SyntaxTree.WIDTH * 4096];
    private int[] parents = new int[4096];
    private int size;

    CursorFlattening(CoreLibrary core, Arena arena) {
        root = core.function("ts_tree_root_node");
        newCursor = core.function("ts_tree_cursor_new");
        deleteCursor = core.function("ts_tree_cursor_delete");
        current = core.function("ts_tree_cursor_current_node");
        field = core.function("ts_tree_cursor_current_field_id");
        toFirstChild = core.function("ts_tree_cursor_goto_first_child");
        toNextSibling = core.function("ts_tree_cursor_goto_next_sibling");
        toParent = core.function("ts_tree_cursor_goto_parent");
        symbol = core.function("ts_node_symbol");
        end = core.function("ts_node_end_byte");
        missing = core.function("ts_node_is_missing");
        nodeSpace = SegmentAllocator.prefixAllocator(arena.allocate(CoreLibrary.NODE));
        cursorSpace = SegmentAllocator.prefixAllocator(arena.allocate(CoreLibrary.CURSOR));
    }

    /** The caller still owns the native tree and frees it. */
    SyntaxTree flatten(MemorySegment tree, Symbols symbols, byte[] source) {
        return CoreLibrary.checked(() -> {
            size = 0;
            MemorySegment node = (MemorySegment) ROOT.invokeExact(root, nodeSpace, tree);
            MemorySegment cursor = (MemorySegment) NEW_CURSOR.invokeExact(newCursor, cursorSpace, node);
            try {
                walk(cursor, symbols.error());
            } finally {
                DELETE_CURSOR.invokeExact(deleteCursor, cursor);
            }
            return take(symbols, source);
        });
    }

    private SyntaxTree take(Symbols symbols, byte[] source) {
        SyntaxTree tree = new SyntaxTree(
                symbols, source, Arrays.copyOf(nodes, size * SyntaxTree.WIDTH), Arrays.copyOf(parents, size));
        if (parents.length > KEPT_NODES) {
            nodes = new int[SyntaxTree.WIDTH * 4096];
            parents = new int[4096];
        }
        return tree;
    }

    /** The parents noted so far are the stack of the walk, so depth costs no Java stack. */
    private void walk(MemorySegment cursor, int errorSymbol) throws Throwable {
        int parent = -1;
        int at = 0;
        while (at >= 0) {
            at = note(cursor, parent, errorSymbol);
            if ((boolean) MOVE.invokeExact(toFirstChild, cursor)) {
                parent = at;
                continue;
            }
            nodes[at * SyntaxTree.WIDTH + 3] = size;
            while (at >= 0 && !(boolean) MOVE.invokeExact(toNextSibling, cursor)) {
                at = leave(cursor, at);
            }
            parent = at < 0 ? -1 : parents[at];
        }
    }

    /** Goes from the last child to its parent, whose subtree ends here; -1 above the root. */
    private int leave(MemorySegment cursor, int at) throws Throwable {
        int parent = parents[at];
        if (parent >= 0) {
            boolean ignored = (boolean) MOVE.invokeExact(toParent, cursor);
            nodes[parent * SyntaxTree.WIDTH + 3] = size;
        }
        return parent;
    }

    private int note(MemorySegment cursor, int parent, int errorSymbol) throws Throwable {
        if (size == parents.length) {
            nodes = Arrays.copyOf(nodes, nodes.length * 2);
            parents = Arrays.copyOf(parents, parents.length * 2);
        }
        MemorySegment node = (MemorySegment) CURRENT.invokeExact(current, nodeSpace, cursor);
        int kind = Short.toUnsignedInt((short) SYMBOL.invokeExact(symbol, node));
        // What ts_node_start_byte returns; a sixth of all calls is saved, and the self-check would see another layout.
        int first = node.get(JAVA_INT, 0);
        int behind = (int) OFFSET.invokeExact(end, node);
        int role = Short.toUnsignedInt((short) FIELD.invokeExact(field, cursor));
        boolean absent = first == behind && (boolean) ASK.invokeExact(missing, node);
        int slot = size * SyntaxTree.WIDTH;
        nodes[slot] = (kind == NATIVE_ERROR ? errorSymbol : kind)
                | role << SyntaxTree.SYMBOL_BITS
                | (absent ? SyntaxTree.MISSING : 0);
        nodes[slot + 1] = first;
        nodes[slot + 2] = behind;
        parents[size] = parent;
        return size++;
    }
}
