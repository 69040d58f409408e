package dev.upkeep.engine.source;

/**
 * One entry of a source tree.
 *
 * @param path relative to the root, with {@code /}; any character but NUL may stand in it
 * @param blobId identity of the content: git's object id, or a digest of the bytes
 * @param size in bytes; 0 where not a file
 */
public record SourceEntry(String path, String blobId, long size, Kind kind) {

    /** What stands at the path. Only files are ever read; a link is never followed, what it says is a path like another. */
    public enum Kind {
        FILE,
        EXECUTABLE,
        SYMLINK,
        SUBMODULE
    }

    /** Whether there is content to read. */
    public boolean readable() {
        return kind == Kind.FILE || kind == Kind.EXECUTABLE;
    }

    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether this is the last part of the path; cheaper than {@link #name()}, and most entries are asked many times. */
    public boolean isNamed(String name) {
        int start = path.length() - name.length();
        return path.endsWith(name) && (start == 0 || path.charAt(start - 1) == '/');
    }

    /** The folder of the path; empty for the root. */
    public String folder() {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
