package dev.upkeep.standalone.command;

import java.io.PrintStream;

/** One line of a terminal that changes while things go on; nothing where there is no terminal. */
final class Progress {

    private static final String CLEAR_LINE = "\r\u001B[K";

    private final PrintStream terminal;
    private final boolean shown;
    private String current = "";

    Progress(PrintStream terminal, boolean shown) {
        this.terminal = terminal;
        this.shown = shown;
    }

    /** Replaces the line. */
    void show(String line) {
        if (shown && !line.equals(current)) {
            terminal.print(CLEAR_LINE + line);
            terminal.flush();
            current = line;
        }
    }

    /** The line stays, and what follows begins a new one. */
    void keep() {
        if (!current.isEmpty()) {
            terminal.println();
            current = "";
        }
    }
}
