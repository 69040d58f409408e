package dev.upkeep.engine.source;

/**
 * The lines of a file by what stands on them. A line with code and comment is code; a line of spaces is blank wherever
 * it is, also within a comment or a string. The three add up to {@code lines}; a break at the end opens no new line.
 */
public record LineCounts(int lines, int code, int comment, int blank) {

    /**
     * Counts in one pass over the bytes. It knows the comments and strings of each language but is no parser: where a
     * slash may begin a regular expression or divide, it decides by what stands before. In a language without comments
     * all that is not blank is code; a binary file has no lines.
     */
    public static LineCounts of(byte[] content, Language language) {
        return language == Language.BINARY
                ? new LineCounts(0, 0, 0, 0)
                : new LineScan(content, Lexis.of(language)).count();
    }
}
