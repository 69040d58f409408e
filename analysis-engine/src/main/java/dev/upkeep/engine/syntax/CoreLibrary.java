package dev.upkeep.engine.syntax;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * One loaded tree-sitter core: where its functions are, and the shapes of its values. Call handles are constants of the
 * classes that use them and take the function's address first, so that they are inlined whichever library was chosen.
 */
@SuppressWarnings("restricted") // the one door to native code
record CoreLibrary(SymbolLookup symbols) {

    /** {@code TSNode}: four integers, the first of them its start, an identity and its tree; passed by value. */
    static final MemoryLayout NODE =
            MemoryLayout.structLayout(MemoryLayout.sequenceLayout(4, JAVA_INT), ADDRESS, ADDRESS);
    /** {@code TSTreeCursor}: tree, stack, three integers. */
    static final MemoryLayout CURSOR = MemoryLayout.structLayout(
            ADDRESS, ADDRESS, MemoryLayout.sequenceLayout(3, JAVA_INT), MemoryLayout.paddingLayout(4));
    /** {@code TSInput}: payload, read function, encoding (0 is UTF-8), decode function. */
    static final MemoryLayout INPUT =
            MemoryLayout.structLayout(ADDRESS, ADDRESS, JAVA_INT, MemoryLayout.paddingLayout(4), ADDRESS);
    /** {@code TSParseOptions}: payload, progress function. */
    static final MemoryLayout OPTIONS = MemoryLayout.structLayout(ADDRESS, ADDRESS);

    private static final List<String> FUNCTIONS = List.of(
            "ts_parser_new",
            "ts_parser_delete",
            "ts_parser_reset",
            "ts_parser_set_language",
            "ts_parser_parse_with_options",
            "ts_tree_delete",
            "ts_tree_root_node",
            "ts_tree_cursor_new",
            "ts_tree_cursor_delete",
            "ts_tree_cursor_current_node",
            "ts_tree_cursor_current_field_id",
            "ts_tree_cursor_goto_first_child",
            "ts_tree_cursor_goto_next_sibling",
            "ts_tree_cursor_goto_parent",
            "ts_node_symbol",
            "ts_node_end_byte",
            "ts_node_is_missing",
            "ts_language_symbol_count",
            "ts_language_symbol_name",
            "ts_language_symbol_type",
            "ts_language_field_count",
            "ts_language_field_name_for_id");

    /** A call that may take long or call back into Java. */
    static MethodHandle call(FunctionDescriptor function) {
        return Linker.nativeLinker().downcallHandle(function);
    }

    /** A call of nanoseconds: it skips the thread's change of state, so it must never wait or call back. */
    static MethodHandle shortCall(FunctionDescriptor function) {
        return Linker.nativeLinker().downcallHandle(function, Linker.Option.critical(false));
    }

    /** A call that fills arrays of Java: it is as {@link #shortCall}, and the collector waits for it. */
    static MethodHandle fillingCall(FunctionDescriptor function) {
        return Linker.nativeLinker().downcallHandle(function, Linker.Option.critical(true));
    }

    /** @throws UnusableLibraryException when a function is lacking: it is another library, or one older than 0.25 */
    static CoreLibrary in(SymbolLookup symbols) throws UnusableLibraryException {
        for (String function : FUNCTIONS) {
            if (symbols.find(function).isEmpty()) {
                throw new UnusableLibraryException("it has no function " + function);
            }
        }
        return new CoreLibrary(symbols);
    }

    boolean has(String name) {
        return symbols.find(name).isPresent();
    }

    MemorySegment function(String name) {
        return symbols.findOrThrow(name);
    }

    /** Runs native calls, whose handles declare every throwable although none but defects can occur. */
    static <T> T checked(NativeCalls<T> calls) {
        try {
            return calls.run();
        } catch (RuntimeException | Error defect) {
            throw defect;
        } catch (Throwable impossible) {
            throw new IllegalStateException("a native call threw", impossible);
        }
    }

    /** Native calls that make one value. */
    @FunctionalInterface
    interface NativeCalls<T> {
        T run() throws Throwable;
    }
}
