package dev.upkeep.standalone.infrastructure;

import org.jspecify.annotations.Nullable;

/** Something did not start; the message says in plain words what and why, for the person at the terminal. */
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
