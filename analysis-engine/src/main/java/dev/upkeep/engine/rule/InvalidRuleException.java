package dev.upkeep.engine.rule;

import java.io.Serial;

/** A rule file is not what a rule file must be; the message names the file and line and says what to change. */
public final class InvalidRuleException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int line;
    private final String problem;

    public InvalidRuleException(String file, int line, String problem) {
        super(file + " line " + line + ": " + problem);
        this.line = line;
        this.problem = problem;
    }

    /** 1-based. */
    public int line() {
        return line;
    }

    /** What is wrong and what to do, without the place. */
    public String problem() {
        return problem;
    }
}
