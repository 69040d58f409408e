package dev.upkeep.engine.finding;

/**
 * Lines of a file, 1-based and inclusive.
 *
 * @param whole whether the file is meant and not these lines, which only show it
 */
public record Location(String path, int startLine, int endLine, boolean whole) {

    public Location(String path, int startLine, int endLine) {
        this(path, startLine, endLine, false);
    }

    /** One line. */
    public static Location line(String path, int line) {
        return new Location(path, line, line);
    }

    /** The whole file, shown at its first line. */
    public static Location file(String path) {
        return new Location(path, 1, 1, true);
    }
}
