package dev.upkeep.engine.syntax;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.upkeep.engine.source.Language;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.stream.IntStream;

/** A loaded grammar: where its tables are, which live as long as the process, and what its symbols mean. */
@SuppressWarnings("restricted") // names are C strings of unknown length
record Grammar(MemorySegment address, Symbols symbols) {

    private static final MethodHandle COUNT = CoreLibrary.call(FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle NAME = CoreLibrary.call(FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_SHORT));
    private static final MethodHandle TYPE = CoreLibrary.call(FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_SHORT));

    /** What {@code ts_language_symbol_type} says of a named node; the others are anonymous or never seen. */
    private static final int REGULAR = 0;

    private static final long LONGEST_NAME = 1024;

    static Grammar of(Language language, MemorySegment address, CoreLibrary core) {
        List<String> kinds = names(
                address,
                core.function("ts_language_symbol_name"),
                0,
                count(core.function("ts_language_symbol_count"), address));
        List<String> fields = names(
                address,
                core.function("ts_language_field_name_for_id"),
                1,
                count(core.function("ts_language_field_count"), address));
        MemorySegment type = core.function("ts_language_symbol_type");
        boolean[] named = new boolean[kinds.size()];
        for (int symbol = 0; symbol < named.length; symbol++) {
            short id = (short) symbol;
            named[symbol] = CoreLibrary.checked(() -> (int) TYPE.invokeExact(type, address, id)) == REGULAR;
        }
        return new Grammar(address, new Symbols(language, kinds, named, fields));
    }

    private static int count(MemorySegment function, MemorySegment grammar) {
        return CoreLibrary.checked(() -> (int) COUNT.invokeExact(function, grammar));
    }

    private static List<String> names(MemorySegment grammar, MemorySegment function, int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(id ->
                        CoreLibrary.checked(() -> (MemorySegment) NAME.invokeExact(function, grammar, (short) id)))
                .map(name -> name.address() == 0
                        ? ""
                        : name.reinterpret(LONGEST_NAME).getString(0))
                .toList();
    }
}
