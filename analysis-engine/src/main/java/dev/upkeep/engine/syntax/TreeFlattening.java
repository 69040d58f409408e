package dev.upkeep.engine.syntax;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Turns a native tree into plain integers, once. Used by the one thread of its {@link Parser}. */
sealed interface TreeFlattening permits CompiledFlattening, CursorFlattening {

    /** The caller still owns the native tree and frees it. */
    SyntaxTree flatten(MemorySegment tree, Symbols symbols, byte[] source);

    /** The fastest that a core offers. */
    static TreeFlattening of(CoreLibrary core, Arena arena) {
        return CompiledFlattening.isIn(core) ? new CompiledFlattening(core) : new CursorFlattening(core, arena);
    }
}
