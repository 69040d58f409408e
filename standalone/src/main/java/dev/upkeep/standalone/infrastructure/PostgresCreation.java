package dev.upkeep.standalone.infrastructure;

import dev.upkeep.standalone.Addresses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** The first steps of a PostgreSQL data folder: the cluster, the database, a role and a schema for each service. */
final class PostgresCreation {

    private static final String SUPERUSER = "upkeep";
    private static final String SECRET = "upkeep.secret";

    private final PostgresAccount account;
    private final Path programs;
    private final Path log;

    /**
     * @param programs PostgreSQL's {@code bin} folder
     * @param log where its programs speak to
     */
    PostgresCreation(PostgresAccount account, Path programs, Path log) {
        this.account = account;
        this.programs = programs;
        this.log = log;
    }

    /** The password of all roles of a folder. */
    static String secretOf(Path folder) throws IOException {
        return Files.readString(folder.resolve(SECRET));
    }

    /** Makes {@code folder} in one step: a creation that was cut short is begun again. */
    void create(Path folder) throws IOException, InterruptedException {
        Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
        Folders.delete(fresh);
        String secret = newSecret();
        Path passwordFile = folder.resolveSibling("postgres.password");
        Files.writeString(passwordFile, secret);
        account.give(passwordFile);
        run(
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
                        "--no-instructions"));
        Files.delete(passwordFile);
        Files.writeString(fresh.resolve(SECRET), secret);
        String postgres = programs.resolve("postgres").toString();
        run(roles(secret), List.of(postgres, "--single", "-D", fresh.toString(), "postgres"));
        run(schemas(), List.of(postgres, "--single", "-D", fresh.toString(), Addresses.DATABASE));
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
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

    private void run(String input, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(account.running(command))
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
}
