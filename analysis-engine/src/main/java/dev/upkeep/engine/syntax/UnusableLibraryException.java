package dev.upkeep.engine.syntax;

/** A native library that cannot be used here; the message says why, and the next one is tried. */
final class UnusableLibraryException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableLibraryException(String reason) {
        super(reason);
    }

    UnusableLibraryException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
