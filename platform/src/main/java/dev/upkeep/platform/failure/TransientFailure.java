package dev.upkeep.platform.failure;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Later may be better: a host that is down, a pool that is exhausted. A consumer's message is retried with back-off and
 * then parked; an HTTP caller is told 503 with {@code Retry-After}. The message is shown to people: no secrets in it.
 */
public class TransientFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public TransientFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
