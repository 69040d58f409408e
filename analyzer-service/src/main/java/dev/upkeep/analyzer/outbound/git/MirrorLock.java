package dev.upkeep.analyzer.outbound.git;

import dev.upkeep.platform.failure.TransientFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/** One writer per mirror, over all threads and all processes of this machine; it ends with its process. */
final class MirrorLock implements AutoCloseable {

    private static final Duration STEP = Duration.ofMillis(100);

    private final FileChannel channel;

    private MirrorLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the lock.
     *
     * @throws TransientFailure where somebody else holds it for longer than that
     */
    static MirrorLock take(Path file, Duration patience) throws IOException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < patience.toNanos()) {
            Optional<MirrorLock> lock = attempt(file);
            if (lock.isPresent()) {
                return lock.get();
            }
            pause();
        }
        throw new TransientFailure("another analyser has been fetching " + file.getFileName() + " for too long", null);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static Optional<MirrorLock> attempt(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new MirrorLock(channel));
            }
        } catch (OverlappingFileLockException _) {
            // Another thread of this process holds it, which is the same as another process.
        }
        channel.close();
        return Optional.empty();
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(STEP);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a mirror");
        }
    }
}
