package dev.upkeep.standalone.system;

import java.io.PrintStream;

/** What the person at the terminal is told. Any thread may speak; a line is never torn. */
public final class Console {

    private final PrintStream terminal;
    private final boolean quiet;

    /**
     * Speaks to one stream, so that news and problems keep their order.
     *
     * @param quiet only problems are told
     */
    public Console(PrintStream terminal, boolean quiet) {
        this.terminal = terminal;
        this.quiet = quiet;
    }

    /** How things go. */
    public void tell(String line) {
        if (!quiet) {
            terminal.println(line);
        }
    }

    /** Something is wrong. */
    public void warn(String line) {
        terminal.println(line);
    }
}
