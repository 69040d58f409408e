package dev.upkeep.engine.rule;

import java.io.Serial;

/** A rule file is not what a rule file must be; the message names the file and says what to change. */
public final class InvalidRuleException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public InvalidRuleException(String file, String problem) {
        super(file + ": " + problem);
    }
}
