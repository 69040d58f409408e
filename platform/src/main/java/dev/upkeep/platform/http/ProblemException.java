package dev.upkeep.platform.http;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thrown by a resource, or failing its {@code Uni}, to answer with a {@link Problem}. */
public final class ProblemException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final @Nullable String pointer;

    /**
     * A problem of the request as a whole.
     *
     * @param title the same for every occurrence of the kind
     * @param detail what happened here and what to do; people see it
     */
    public ProblemException(int status, String title, String detail) {
        this(status, title, detail, null);
    }

    private ProblemException(int status, String title, String detail, @Nullable String pointer) {
        super(detail);
        this.status = status;
        this.title = title;
        this.pointer = pointer;
    }

    /**
     * A problem of one part of the request: 400.
     *
     * @param pointer a JSON pointer into the body, or the name of a parameter
     */
    public static ProblemException invalid(String pointer, String detail) {
        return new ProblemException(400, "The request is not valid", detail, pointer);
    }

    /** The HTTP status to answer with. */
    public int status() {
        return status;
    }

    String title() {
        return title;
    }

    List<Problem.FieldError> errors() {
        return pointer == null ? List.of() : List.of(new Problem.FieldError(pointer, String.valueOf(getMessage())));
    }
}
