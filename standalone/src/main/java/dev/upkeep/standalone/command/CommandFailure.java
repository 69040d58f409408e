package dev.upkeep.standalone.command;

/** The command ends here; the message says why, for the person who typed it. */
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    CommandFailure(int status, String message) {
        super(message);
        this.status = status;
    }

    CommandFailure(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    int status() {
        return status;
    }
}
