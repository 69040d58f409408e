package dev.upkeep.engine.syntax;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.time.Duration;

/** Reads with what any core offers: one parser for all files, which calls back into Java, and a cursor. */
final class PublishedReader implements TreeReader {

    private static final MethodHandle NEW_PARSER = CoreLibrary.call(FunctionDescriptor.of(ADDRESS));
    private static final MethodHandle END = CoreLibrary.call(FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle SET_LANGUAGE =
            CoreLibrary.call(FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, ADDRESS));
    private static final MethodHandle PARSE =
            CoreLibrary.call(FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, CoreLibrary.INPUT, CoreLibrary.OPTIONS));

    private final Arena arena = Arena.ofConfined();
    private final ParseInput input;
    private final CursorFlattening flattening;
    private final MemorySegment setLanguage;
    private final MemorySegment parse;
    private final MemorySegment reset;
    private final MemorySegment deleteTree;
    private final MemorySegment deleteParser;
    private final MemorySegment parser;

    PublishedReader(CoreLibrary core) {
        this.input = new ParseInput(arena);
        this.flattening = new CursorFlattening(core, arena);
        this.setLanguage = core.function("ts_parser_set_language");
        this.parse = core.function("ts_parser_parse_with_options");
        this.reset = core.function("ts_parser_reset");
        this.deleteTree = core.function("ts_tree_delete");
        this.deleteParser = core.function("ts_parser_delete");
        MemorySegment newParser = core.function("ts_parser_new");
        this.parser = CoreLibrary.checked(() -> (MemorySegment) NEW_PARSER.invokeExact(newParser));
    }

    @Override
    public ParseOutcome read(byte[] source, byte[] readable, Grammar grammar, Duration limit)
            throws UnusableLibraryException {
        if (!CoreLibrary.checked(() -> (boolean) SET_LANGUAGE.invokeExact(setLanguage, parser, grammar.address()))) {
            throw TreeReader.refused();
        }
        input.open(readable, limit);
        MemorySegment tree = CoreLibrary.checked(() ->
                (MemorySegment) PARSE.invokeExact(parse, parser, MemorySegment.NULL, input.input(), input.options()));
        if (tree.address() == 0) {
            end(reset, parser);
            return input.timedOut() ? new ParseOutcome.TimedOut(limit) : TreeReader.gaveUp();
        }
        try {
            return new ParseOutcome.Parsed(flattening.flatten(tree, grammar.symbols(), source));
        } finally {
            end(deleteTree, tree);
        }
    }

    private static void end(MemorySegment function, MemorySegment subject) {
        CoreLibrary.checked(() -> {
            END.invokeExact(function, subject);
            return true;
        });
    }

    /** The input first: it refuses other threads, before anything is freed that a parse may be at. */
    @Override
    public void close() {
        input.close();
        end(deleteParser, parser);
        arena.close();
    }
}
