package dev.upkeep.standalone.system;

import java.io.PrintStream;

/** What the person at the terminal is told. Any thread may speak; a line is never torn. */
public final class Console {

    private final PrintStream news;
    private final PrintStream problems;
    private final boolean quiet;

    /**
     * Speaks to two streams, which may be the same.
     *
     * @param quiet only problems are told
     */
    public Console(PrintStream news, PrintStream problems, boolean quiet) {
        this.news = news;
        this.problems = problems;
        this.quiet = quiet;
    }

    /** How things go. */
    public void tell(String line) {
        if (!quiet) {
            news.println(line);
        }
    }

    /** Something is wrong. */
    public void warn(String line) {
        problems.println(line);
    }
}
