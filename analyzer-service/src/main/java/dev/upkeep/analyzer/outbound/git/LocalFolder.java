package dev.upkeep.analyzer.outbound.git;

import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.events.AnalysisRefused.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;

/**
 * A folder of this machine: with Git (a work tree, a linked work tree, a bare repository) or without.
 *
 * @param path the folder, without links
 * @param gitFolder where its Git data is; empty for a folder without Git
 */
record LocalFolder(Path path, Optional<Path> gitFolder) {

    private static final String POINTER = "gitdir:";
    private static final int LONGEST_POINTER = 8192;

    /** Looks at what stands there; reads at most a {@code .git} file of a few bytes. */
    static Outcome<LocalFolder> at(Path path) throws IOException {
        if (!Files.exists(path)) {
            return Outcome.refused(
                    Reason.NOT_FOUND,
                    "There is no folder '" + path + "' on the machine that analyses. Check the path for a typo.");
        }
        if (!Files.isDirectory(path)) {
            return Outcome.refused(
                    Reason.NOT_A_REPOSITORY, "'" + path + "' is a file. Give the folder that holds the repository.");
        }
        if (!Files.isReadable(path) || !Files.isExecutable(path)) {
            return Outcome.refused(
                    Reason.NOT_A_REPOSITORY,
                    "The folder '" + path + "' may not be read by the user that analyses. Change its permissions.");
        }
        return inspect(path.toRealPath());
    }

    private static Outcome<LocalFolder> inspect(Path folder) throws IOException {
        Path dotGit = folder.resolve(Constants.DOT_GIT);
        if (Files.isDirectory(dotGit)) {
            return withGit(folder, dotGit);
        }
        if (Files.isRegularFile(dotGit)) {
            return linked(folder, dotGit);
        }
        return Outcome.of(new LocalFolder(folder, isGit(folder) ? Optional.of(folder) : Optional.empty()));
    }

    private static Outcome<LocalFolder> withGit(Path folder, Path gitFolder) {
        return isGit(gitFolder) ? Outcome.of(new LocalFolder(folder, Optional.of(gitFolder))) : broken(gitFolder);
    }

    private static Outcome<LocalFolder> linked(Path folder, Path file) throws IOException {
        if (Files.size(file) > LONGEST_POINTER) {
            return broken(file);
        }
        String text = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (!text.startsWith(POINTER)) {
            return broken(file);
        }
        try {
            return withGit(
                    folder,
                    folder.resolve(text.substring(POINTER.length()).strip()).normalize());
        } catch (InvalidPathException _) {
            return broken(file);
        }
    }

    /** A folder of Git data has a head, and objects of its own or those of the work tree that it is linked to. */
    private static boolean isGit(Path folder) {
        return Files.isRegularFile(folder.resolve(Constants.HEAD))
                && (Files.isDirectory(folder.resolve(Constants.OBJECTS))
                        || Files.isRegularFile(folder.resolve("commondir")));
    }

    private static Outcome<LocalFolder> broken(Path gitFolder) {
        return Outcome.refused(
                Reason.NOT_A_REPOSITORY,
                "'" + gitFolder + "' is not the data of a Git repository. Repair the clone, or remove '"
                        + Constants.DOT_GIT + "' to have the folder read as it is.");
    }
}
