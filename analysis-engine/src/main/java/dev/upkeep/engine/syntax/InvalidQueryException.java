package dev.upkeep.engine.syntax;

import java.io.Serial;

/** A query means nothing to the grammar, or is more than we run; the message says what to change. */
public final class InvalidQueryException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int line;

    InvalidQueryException(int line, String problem) {
        super(problem);
        this.line = line;
    }

    /** 1-based, within the query. */
    public int line() {
        return line;
    }
}
