package dev.upkeep.standalone.infrastructure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Redis as a cache: bounded memory, the least recently used goes first, a snapshot now and then. */
final class RedisServer implements Server {

    private static final Duration READY_WITHIN = Duration.ofSeconds(20);

    private final GuardedProcess process;

    private RedisServer(GuardedProcess process) {
        this.process = process;
    }

    static RedisServer start(Path data, Path log, int port) throws IOException, InterruptedException {
        Files.createDirectories(data);
        for (Path program : NativeBinaries.ofUser().redis()) {
            GuardedProcess process = GuardedProcess.start("TERM", command(program, data, port), log);
            if (answers(process, port)) {
                return new RedisServer(process);
            }
            process.close();
        }
        throw new StartFailure("Redis did not start:\n" + LogTail.of(log, 8));
    }

    @Override
    public void close() {
        process.close();
    }

    private static List<String> command(Path program, Path data, int port) {
        return List.of(
                program.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                data.toString(),
                "--maxmemory",
                "64mb",
                "--maxmemory-policy",
                "allkeys-lru",
                // Three words: as one, Redis 6.2 takes it for "never", and the results are gone with every stop.
                "--save",
                "300",
                "1");
    }

    private static boolean answers(GuardedProcess process, int port) throws InterruptedException {
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            if (Ports.answers(port)) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return false;
    }
}
