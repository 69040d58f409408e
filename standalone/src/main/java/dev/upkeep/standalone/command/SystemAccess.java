package dev.upkeep.standalone.command;

import dev.upkeep.standalone.system.DataFolder;
import dev.upkeep.standalone.system.RunningSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A system for the length of one scan: the one that runs on the data folder, else one started for it. Scans that come
 * while such a system runs join it, and it stops after the last of them.
 */
final class SystemAccess implements AutoCloseable {

    private final RunningSystem system;
    private final FileLock use;
    private final Optional<LauncherProcess> launcher;

    private SystemAccess(RunningSystem system, FileLock use, Optional<LauncherProcess> launcher) {
        this.system = system;
        this.use = use;
        this.launcher = launcher;
    }

    RunningSystem system() {
        return system;
    }

    static SystemAccess open(DataFolder data, Progress progress, LauncherStart start)
            throws InterruptedException, IOException {
        Optional<LauncherProcess> launcher = Optional.empty();
        while (true) {
            FileLock use = data.use();
            Optional<RunningSystem> running = RunningSystem.find(data);
            if (running.isPresent()) {
                return new SystemAccess(running.get(), use, launcher);
            }
            use.acquiredBy().close();
            if (isFree(data)) {
                progress.keep();
                LauncherProcess started = start.start();
                requireReadyOrBusy(started);
                launcher = Optional.of(started).filter(LauncherProcess::isReady);
            } else {
                progress.show("Waiting for another Upkeep that starts or stops on " + data.folder());
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    /** Gives the system back; one that was started for this scan is stopped, which is waited for. */
    @Override
    public void close() {
        try {
            use.acquiredBy().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            launcher.ifPresent(LauncherProcess::close);
        }
    }

    private static boolean isFree(DataFolder data) throws IOException {
        Optional<FileLock> owned = data.tryOwn();
        if (owned.isPresent()) {
            owned.get().acquiredBy().close();
        }
        return owned.isPresent();
    }

    /** One that lost the race for the folder has ended as busy: the winner is joined. */
    private static void requireReadyOrBusy(LauncherProcess started) throws InterruptedException {
        if (!started.isReady() && started.exitStatus() != ExitStatus.BUSY) {
            throw new CommandFailure(ExitStatus.FAILED, "no system could be started for this scan");
        }
    }
}
