package dev.upkeep.standalone.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What is scanned: a folder of this machine or an address. */
final class Source {

    private static final Pattern URL = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://.*");
    /** {@code git@host:path}, as SSH has it. */
    private static final Pattern SSH = Pattern.compile("[\\w.-]+@[\\w.-]+:.*");

    private Source() {}

    /**
     * The absolute, real path of a folder, or an address as it is.
     *
     * @throws CommandFailure when there is no such folder, or no right to read it
     */
    static String of(String argument) {
        if (URL.matcher(argument).matches() || SSH.matcher(argument).matches()) {
            return argument;
        }
        Path path = Path.of(argument);
        if (!Files.exists(path)) {
            throw new CommandFailure(ExitStatus.FAILED, argument + ": no such folder, and not an address either");
        }
        if (!Files.isDirectory(path)) {
            throw new CommandFailure(ExitStatus.FAILED, argument + ": a file; name the folder of a repository");
        }
        if (!Files.isReadable(path) || !Files.isExecutable(path)) {
            throw new CommandFailure(ExitStatus.FAILED, argument + ": no right to read this folder");
        }
        try {
            return path.toRealPath().toString();
        } catch (IOException e) {
            throw new CommandFailure(ExitStatus.FAILED, argument + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
