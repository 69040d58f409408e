package dev.upkeep.standalone.system;

import dev.upkeep.standalone.infrastructure.Folders;
import dev.upkeep.standalone.infrastructure.StartFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/**
 * Where a system keeps everything: the servers' data, logs, and where it runs.
 *
 * @param folder absolute
 */
public record DataFolder(Path folder) {

    private static final long NEEDED_BYTES = 512L << 20;

    /** {@code --data}, else {@code UPKEEP_DATA}, else the usual place of this user. */
    public static DataFolder of(Optional<Path> chosen, Map<String, String> environment) {
        Path folder = chosen.or(() -> Optional.ofNullable(environment.get("UPKEEP_DATA"))
                        .filter(value -> !value.isBlank())
                        .map(Path::of))
                .orElseGet(() -> Folders.ofUser(environment).resolve(".local/share/upkeep"));
        return new DataFolder(folder.toAbsolutePath().normalize());
    }

    /** A log file for each server and service. */
    public Path logs() {
        return folder.resolve("logs");
    }

    Path runningFile() {
        return folder.resolve("running.json");
    }

    /** Makes the folder and looks for what would stop the servers later with a worse message. */
    public void prepare() {
        try {
            Folders.createPrivate(folder);
            Files.createDirectories(logs());
            Files.delete(Files.createTempFile(folder, "may-write", null));
            long usable = Files.getFileStore(folder).getUsableSpace();
            if (usable < NEEDED_BYTES) {
                throw new StartFailure("the disk of " + folder + " is full: " + (usable >> 20) + " MB are free, "
                        + (NEEDED_BYTES >> 20) + " MB are needed; make room or choose another folder with --data");
            }
        } catch (AccessDeniedException e) {
            throw new StartFailure(
                    "no right to write into " + folder + "; choose another folder with --data or UPKEEP_DATA", e);
        } catch (IOException e) {
            throw new StartFailure("the data folder " + folder + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** The right to run a system on this folder; empty while another process has it. Freed when this JVM ends. */
    public Optional<FileLock> tryOwn() {
        return lock("system.lock", Mode.TRY);
    }

    /** Says to whoever owns the system that it is in use; several may at the same time. */
    public FileLock use() {
        return lock("users.lock", Mode.SHARED).orElseThrow();
    }

    /** Waits until nobody uses the system any more. */
    public FileLock awaitUnused() {
        return lock("users.lock", Mode.EXCLUSIVE).orElseThrow();
    }

    private enum Mode {
        TRY,
        SHARED,
        EXCLUSIVE
    }

    @SuppressWarnings("resource") // The channel lives as long as the lock that is handed out.
    private Optional<FileLock> lock(String name, Mode mode) {
        try {
            FileChannel channel = FileChannel.open(
                    folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return switch (mode) {
                case SHARED -> Optional.of(channel.lock(0, Long.MAX_VALUE, true));
                case EXCLUSIVE -> Optional.of(channel.lock());
                case TRY -> ownOrClose(channel);
            };
        } catch (IOException e) {
            throw new StartFailure("the data folder " + folder + " cannot be locked: " + e.getMessage(), e);
        }
    }

    private static Optional<FileLock> ownOrClose(FileChannel channel) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
        }
        return Optional.ofNullable(lock);
    }
}
