package dev.upkeep.analyzer.outbound;

import dev.upkeep.analyzer.application.AttemptLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * One small file per analysis that is under way: the number of its starts, and why the last one failed. Each analyser
 * counts for itself. A file that cannot be written costs the protection, not the analysis.
 */
final class FileAttemptLedger implements AttemptLedger {

    private static final Logger LOG = Logger.getLogger(FileAttemptLedger.class);

    private final Path folder;

    FileAttemptLedger(Path folder) {
        this.folder = folder;
    }

    @Override
    public Attempts begin(UUID analysisId) {
        Attempts before = read(analysisId);
        write(analysisId, new Attempts(before.number() + 1, ""));
        return new Attempts(before.number() + 1, before.lastFailure());
    }

    @Override
    public void failed(UUID analysisId, String reason) {
        write(analysisId, new Attempts(read(analysisId).number(), reason));
    }

    @Override
    public void end(UUID analysisId) {
        try {
            Files.deleteIfExists(file(analysisId));
        } catch (IOException e) {
            LOG.warnf("The count of attempts of %s stays: %s", analysisId, e.getMessage());
        }
    }

    private Attempts read(UUID analysisId) {
        try {
            String[] lines = Files.readString(file(analysisId)).split("\n", 2);
            return new Attempts(Integer.parseInt(lines[0]), lines.length > 1 ? lines[1] : "");
        } catch (NoSuchFileException _) {
            return new Attempts(0, "");
        } catch (IOException | NumberFormatException e) {
            LOG.warnf("The count of attempts of %s is lost: %s", analysisId, e.getMessage());
            return new Attempts(0, "");
        }
    }

    private void write(UUID analysisId, Attempts attempts) {
        try {
            Files.createDirectories(folder);
            Files.writeString(file(analysisId), attempts.number() + "\n" + attempts.lastFailure());
        } catch (IOException e) {
            LOG.warnf("Attempts of %s are not counted: %s", analysisId, e.getMessage());
        }
    }

    private Path file(UUID analysisId) {
        return folder.resolve(analysisId.toString());
    }
}
