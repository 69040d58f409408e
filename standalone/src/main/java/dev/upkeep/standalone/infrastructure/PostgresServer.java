package dev.upkeep.standalone.infrastructure;

import dev.upkeep.standalone.Addresses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL on a data folder that survives everything: writes are forced to disk, and a server that outlived a killed
 * launcher is stopped first. The database {@code upkeep} has a role and a schema for each service that stores.
 */
final class PostgresServer implements Server {

    private static final String SUPERUSER = "upkeep";
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

    static PostgresServer start(Path data, Path log, int port) throws IOException, InterruptedException {
        Path programs = NativeBinaries.ofUser().postgres().resolve("bin");
        List<String> prefix = unprivileged();
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            create(data, log, programs, prefix);
        }
        stopStale(data);
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(programs.resolve("postgres").toString(), "-D", data.toString()));
        settings(port).forEach(setting -> command.addAll(List.of("-c", setting)));
        GuardedProcess process = GuardedProcess.start("INT", command, log);
        PostgresServer server = new PostgresServer(process, Files.readString(data.resolve("upkeep.secret")));
        server.awaitReady(data, log);
        return server;
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

    /** PostgreSQL refuses to run as root; an empty user namespace makes root an ordinary user. */
    private static List<String> unprivileged() throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        List<String> namespace = List.of("unshare", "--user");
        List<String> trial = new ArrayList<>(namespace);
        trial.add("true");
        if (new ProcessBuilder(trial).start().waitFor() != 0) {
            throw new StartFailure("PostgreSQL does not run as root, and this system lets root make no user namespace:"
                    + " start Upkeep as an ordinary user");
        }
        return namespace;
    }

    private static void create(Path data, Path log, Path programs, List<String> prefix)
            throws IOException, InterruptedException {
        Path fresh = data.resolveSibling(data.getFileName() + ".new");
        Folders.delete(fresh);
        String secret = newSecret();
        Path passwordFile = data.resolveSibling("postgres.password");
        Files.writeString(passwordFile, secret);
        run(
                prefix,
                log,
                "",
                List.of(
                        programs.resolve("initdb").toString(),
                        "--pgdata=" + fresh,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--locale=C.UTF-8",
                        "--no-sync",
                        "--no-instructions"));
        Files.delete(passwordFile);
        Files.writeString(fresh.resolve("upkeep.secret"), secret);
        String postgres = programs.resolve("postgres").toString();
        run(prefix, log, roles(secret), List.of(postgres, "--single", "-D", fresh.toString(), "postgres"));
        run(prefix, log, schemas(), List.of(postgres, "--single", "-D", fresh.toString(), Addresses.DATABASE));
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String roles(String secret) {
        StringBuilder sql = new StringBuilder("CREATE DATABASE " + Addresses.DATABASE + ";\n");
        for (String service : Addresses.DATABASE_SERVICES) {
            sql.append("CREATE ROLE ").append(service).append(" LOGIN PASSWORD '" + secret + "';\n");
            sql.append("ALTER ROLE ").append(service).append(" SET search_path = " + service + ";\n");
        }
        return sql.toString();
    }

    private static String schemas() {
        StringBuilder sql = new StringBuilder("REVOKE ALL ON SCHEMA public FROM PUBLIC;\n");
        for (String service : Addresses.DATABASE_SERVICES) {
            sql.append("CREATE SCHEMA " + service + " AUTHORIZATION " + service + ";\n");
        }
        return sql.toString();
    }

    private static String newSecret() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void run(List<String> prefix, Path log, String input, List<String> command)
            throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        Process process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try (var writer = process.outputWriter(StandardCharsets.UTF_8)) {
            writer.write(input);
        }
        if (process.waitFor() != 0) {
            throw new StartFailure("PostgreSQL's data folder could not be made:\n" + LogTail.of(log, 8));
        }
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
                .filter(PostgresServer::isPostgres);
        if (server.isPresent()) {
            StaleProcesses.end(server.get(), "INT");
        }
        Files.deleteIfExists(pidFile);
    }

    /** False for a zombie, which has no command any more, and for another program that got the number. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.contains("postgres"))
                .isPresent();
    }
}
