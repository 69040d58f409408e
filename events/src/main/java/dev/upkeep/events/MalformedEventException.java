package dev.upkeep.events;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A known type whose bytes are not that record: it belongs in the dead-letter topic. */
public final class MalformedEventException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    public MalformedEventException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
