package dev.upkeep.engine.syntax;

import java.time.Duration;

/** What became of a file that was to be parsed. */
public sealed interface ParseOutcome {

    /** There is a tree; it may hold places that the grammar could not read. */
    record Parsed(SyntaxTree tree) implements ParseOutcome {}

    /** The file has more bytes than the limit; it was not looked at. */
    record TooLarge(long bytes, long limit) implements ParseOutcome {}

    /** The parser was stopped at its limit. */
    record TimedOut(Duration limit) implements ParseOutcome {}

    /** There is no usable grammar for it, or the parser gave up; the reason is one sentence for people. */
    record Failed(String reason) implements ParseOutcome {}
}
