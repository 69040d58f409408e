package dev.upkeep.engine.finding;

/** Lines of a file, 1-based and inclusive. */
public record Location(String path, int startLine, int endLine) {

    /** One line. */
    public static Location line(String path, int line) {
        return new Location(path, line, line);
    }

    /** The whole file, shown at its first line. */
    public static Location file(String path) {
        return line(path, 1);
    }
}
