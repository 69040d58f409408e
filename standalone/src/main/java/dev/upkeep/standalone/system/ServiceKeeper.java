package dev.upkeep.standalone.system;

import dev.upkeep.standalone.infrastructure.LogTail;
import dev.upkeep.standalone.infrastructure.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Keeps one process of a service running: starts it, and again when it dies, at growing intervals and not for ever.
 */
final class ServiceKeeper {

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(15);
    /** A training run writes its cache when it ends. */
    private static final Duration TRAINED_WITHIN = Duration.ofMinutes(5);
    /** A process that lived this long has started well: the next death is counted from one again. */
    private static final Duration STEADY_AFTER = Duration.ofMinutes(2);

    private static final int RESTARTS = 5;
    private static final int TAIL = 12;

    private final Instance instance;
    private final Path log;
    private final Function<Cache, ServiceCommand> commands;
    private final Optional<AotCache> cache;
    private final PidFiles pids;
    private final Console console;
    private final Object change = new Object();

    private Cache mode;
    private Process process;
    private volatile boolean stopping;

    /** What a start does with the cache of its service. */
    enum Cache {
        NONE,
        USE,
        TRAIN
    }

    /**
     * Starts the process.
     *
     * @param commands how to start it, with or without its cache
     */
    ServiceKeeper(
            Instance instance,
            Path log,
            Optional<AotCache> cache,
            Cache mode,
            Function<Cache, ServiceCommand> commands,
            PidFiles pids,
            Console console) {
        this.instance = instance;
        this.log = log;
        this.cache = cache;
        this.mode = mode;
        this.commands = commands;
        this.pids = pids;
        this.console = console;
        this.process = launch();
    }

    /** Returns when the service says that it is ready. */
    void awaitReady() throws InterruptedException {
        if (readyBefore(System.nanoTime() + READY_WITHIN.toNanos())) {
            return;
        }
        if (mode == Cache.USE && !process.isAlive()) {
            restartWithoutCache();
            if (readyBefore(System.nanoTime() + READY_WITHIN.toNanos())) {
                return;
            }
        }
        String what = process.isAlive()
                ? " was not ready within " + READY_WITHIN.toSeconds() + " s"
                : " ended with status " + process.exitValue();
        throw new StartFailure(instance.name() + what + "; the end of " + log + ":\n" + LogTail.of(log, TAIL));
    }

    /** Watches from now on; {@code givenUp} runs when the process has died too often. */
    void keep(Runnable givenUp) {
        Thread.ofPlatform().daemon().name("keep-" + instance.name()).start(() -> watch(givenUp));
    }

    /** Asks the process to stop; does not wait. */
    void requestStop() {
        synchronized (change) {
            stopping = true;
            // The handle only signals; Process.destroy closes standard input too, which says that the launcher died.
            process.toHandle().destroy();
        }
    }

    /** Waits for the end of the process, which is forced when it takes too long. */
    void awaitStopped() throws InterruptedException, IOException {
        Duration patience = mode == Cache.TRAIN ? TRAINED_WITHIN : STOP_WITHIN;
        boolean stopped = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (!stopped) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        pids.delete(instance.name());
        if (mode == Cache.TRAIN) {
            cache.ifPresent(stopped ? AotCache::adopt : AotCache::abandon);
        }
    }

    /** One that was stopped while it started has ended too, and its cache is as good as before. */
    private void restartWithoutCache() {
        synchronized (change) {
            if (stopping) {
                throw new StartFailure(instance.name() + " was stopped while it started");
            }
            cache.ifPresent(AotCache::discard);
            mode = Cache.NONE;
            process = launch();
        }
    }

    private Process launch() {
        ServiceCommand start = commands.apply(mode);
        ProcessBuilder builder = new ProcessBuilder(start.command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(start.environment());
        try {
            Process started = builder.start();
            pids.write(instance.name(), started.toHandle());
            return started;
        } catch (IOException e) {
            throw new StartFailure(instance.name() + " could not be started: " + e.getMessage(), e);
        }
    }

    private boolean readyBefore(long end) throws InterruptedException {
        while (process.isAlive() && System.nanoTime() < end) {
            if (isReady()) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return false;
    }

    private boolean isReady() {
        try {
            HttpURLConnection request = (HttpURLConnection)
                    URI.create(instance.url() + "/q/health/ready").toURL().openConnection();
            request.setConnectTimeout(500);
            request.setReadTimeout(5000);
            return request.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private void watch(Runnable givenUp) {
        try {
            int deaths = 0;
            while (true) {
                long started = System.nanoTime();
                int status = process.waitFor();
                if (stopping) {
                    return;
                }
                deaths = System.nanoTime() - started > STEADY_AFTER.toNanos() ? 1 : deaths + 1;
                if (deaths > RESTARTS) {
                    console.warn(instance.name() + " died again (status " + status + ") and is not restarted any more");
                    givenUp.run();
                    return;
                }
                restart(status, Duration.ofSeconds(1L << (deaths - 1)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StartFailure | UncheckedIOException e) {
            console.warn(String.valueOf(e.getMessage()));
            givenUp.run();
        }
    }

    private void restart(int status, Duration delay) throws InterruptedException {
        console.warn(instance.name() + " died with status " + status + "; it is restarted in " + delay.toSeconds()
                + " s. The end of " + log + ":\n" + LogTail.of(log, TAIL));
        Thread.sleep(delay);
        synchronized (change) {
            if (stopping) {
                return;
            }
            mode = mode == Cache.TRAIN ? Cache.NONE : mode;
            process = launch();
        }
        if (readyBefore(System.nanoTime() + READY_WITHIN.toNanos())) {
            console.warn(instance.name() + " is back");
        }
    }
}
