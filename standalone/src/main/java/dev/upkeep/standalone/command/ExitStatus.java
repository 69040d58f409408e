package dev.upkeep.standalone.command;

/** What a command's exit status says; scripts rely on it. */
final class ExitStatus {

    static final int DONE = 0;
    /** {@code --fail-on} matched. */
    static final int FINDINGS = 1;
    /** Bad usage. */
    static final int USAGE = 2;
    /** Refused or failed; the reason is on standard error. */
    static final int FAILED = 3;
    /** The data folder belongs to another process. */
    static final int BUSY = 75;

    private ExitStatus() {}
}
