package dev.upkeep.standalone.infrastructure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL on a data folder that survives everything: writes are forced to disk, and a server that outlived a killed
 * launcher is stopped first. The database {@code upkeep} has a role and a schema for each service that stores.
 */
final class PostgresServer implements Server {

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final int STATUS_LINE = 7;

    private final GuardedProcess process;
    private final String secret;

    private PostgresServer(GuardedProcess process, String secret) {
        this.process = process;
        this.secret = secret;
    }

    /** The password of all roles. */
    String secret() {
        return secret;
    }

    /**
     * Makes the database when it is new, and returns when it takes connections.
     *
     * @param data the folder of the whole system
     */
    static PostgresServer start(Path data, Path log, int port) throws IOException, InterruptedException {
        PostgresAccount account = PostgresAccount.ofThisProcess();
        Path programs = account.binaries().postgres().resolve("bin");
        Path folder = account.place(data).resolve("postgres");
        if (!Files.exists(folder.resolve("PG_VERSION"))) {
            new PostgresCreation(account, programs, log).create(folder);
        }
        stopStale(folder);
        List<String> command =
                new ArrayList<>(List.of(programs.resolve("postgres").toString(), "-D", folder.toString()));
        settings(port).forEach(setting -> command.addAll(List.of("-c", setting)));
        GuardedProcess process = GuardedProcess.start("INT", account.running(command), log);
        PostgresServer server = new PostgresServer(process, PostgresCreation.secretOf(folder));
        server.awaitReady(folder, log);
        return server;
    }

    /** Deletes what {@code data} has elsewhere, see {@link PostgresAccount#place}. */
    static void delete(Path data) throws IOException, InterruptedException {
        Folders.delete(PostgresAccount.ofThisProcess().place(data));
    }

    /** SIGINT is the fast shutdown: sessions end, everything committed is on disk. */
    @Override
    public void close() {
        process.close();
    }

    private static List<String> settings(int port) {
        return List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "max_connections=50",
                "shared_buffers=32MB",
                "max_wal_size=256MB",
                "wal_level=minimal",
                "max_wal_senders=0",
                "max_logical_replication_workers=0",
                "io_method=sync",
                "jit=off");
    }

    private void awaitReady(Path data, Path log) throws InterruptedException {
        Path pidFile = data.resolve("postmaster.pid");
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (!status(pidFile).equals("ready")) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.close();
                throw new StartFailure("PostgreSQL did not start:\n" + LogTail.of(log, 8));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static String status(Path pidFile) {
        try {
            List<String> lines = Files.readAllLines(pidFile);
            return lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** A server that still runs on the folder is stopped; the file of one that was killed goes. */
    private static void stopStale(Path data) throws IOException, InterruptedException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> server = Files.readAllLines(pidFile).stream()
                .findFirst()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
                .filter(process -> runsOn(process, data));
        if (server.isPresent()) {
            StaleProcesses.end(server.get(), "INT");
        }
        Files.deleteIfExists(pidFile);
    }

    /** False for a zombie, which has no command line any more, and for another program that got the number. */
    private static boolean runsOn(ProcessHandle process, Path data) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains("postgres") && line.contains(data.toString()))
                .isPresent();
    }
}
