package dev.upkeep.engine.settings;

import java.io.Serial;

/** An {@code .upkeep.yaml} is not what it must be; the message names the line and says what to change. */
public final class InvalidSettingsException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int line;

    public InvalidSettingsException(int line, String problem) {
        super(".upkeep.yaml line " + line + ": " + problem);
        this.line = line;
    }

    /** 1-based. */
    public int line() {
        return line;
    }
}
