package dev.upkeep.engine.syntax;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;

import dev.upkeep.engine.source.Language;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Turns the bytes of one file into a tree, again and again. A parser belongs to the thread that opened it: every call
 * from another one is refused with {@link WrongThreadException}. The native tree is freed before {@link #parse} returns.
 */
public final class Parser implements AutoCloseable {

    private static final MethodHandle NEW_PARSER = CoreLibrary.call(FunctionDescriptor.of(ADDRESS));
    private static final MethodHandle END = CoreLibrary.call(FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle SET_LANGUAGE =
            CoreLibrary.call(FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, ADDRESS));
    private static final MethodHandle PARSE =
            CoreLibrary.call(FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, CoreLibrary.INPUT, CoreLibrary.OPTIONS));

    private final Arena arena = Arena.ofConfined();
    private final Grammars grammars;
    private final ParseLimits limits;
    private final ParseInput input;
    private final TreeFlattening flattening;
    private final MemorySegment setLanguage;
    private final MemorySegment parse;
    private final MemorySegment reset;
    private final MemorySegment deleteTree;
    private final MemorySegment deleteParser;
    private final MemorySegment parser;
    private boolean closed;

    Parser(CoreLibrary core, Grammars grammars, ParseLimits limits) {
        this.grammars = grammars;
        this.limits = limits;
        this.input = new ParseInput(arena);
        this.flattening = TreeFlattening.of(core, arena);
        this.setLanguage = core.function("ts_parser_set_language");
        this.parse = core.function("ts_parser_parse_with_options");
        this.reset = core.function("ts_parser_reset");
        this.deleteTree = core.function("ts_tree_delete");
        this.deleteParser = core.function("ts_parser_delete");
        MemorySegment newParser = core.function("ts_parser_new");
        this.parser = CoreLibrary.checked(() -> (MemorySegment) NEW_PARSER.invokeExact(newParser));
    }

    /** The tree keeps the array: the caller must not change it afterwards. Any bytes may come, text or not. */
    public ParseOutcome parse(byte[] source, Language language) {
        if (closed) {
            throw new IllegalStateException("this parser was closed");
        }
        if (source.length > limits.bytes()) {
            return new ParseOutcome.TooLarge(source.length, limits.bytes());
        }
        try {
            return parse(source, JsxText.readable(source, language), grammars.of(language));
        } catch (UnusableLibraryException unusable) {
            return new ParseOutcome.Failed(
                    "the grammar of " + language.displayName() + " cannot be used: " + unusable.getMessage());
        }
    }

    private ParseOutcome parse(byte[] source, byte[] readable, Grammar grammar) throws UnusableLibraryException {
        if (!CoreLibrary.checked(() -> (boolean) SET_LANGUAGE.invokeExact(setLanguage, parser, grammar.address()))) {
            throw new UnusableLibraryException("the parser does not accept its version");
        }
        input.open(readable, limits.time());
        MemorySegment tree = CoreLibrary.checked(() ->
                (MemorySegment) PARSE.invokeExact(parse, parser, MemorySegment.NULL, input.input(), input.options()));
        if (tree.address() == 0) {
            end(reset, parser);
            return input.timedOut()
                    ? new ParseOutcome.TimedOut(limits.time())
                    : new ParseOutcome.Failed("the parser gave up");
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

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            end(deleteParser, parser);
            input.close();
            arena.close();
        }
    }
}
