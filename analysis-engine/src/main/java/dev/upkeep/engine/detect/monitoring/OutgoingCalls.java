package dev.upkeep.engine.detect.monitoring;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Manifests;
import dev.upkeep.engine.detect.ProductionLines;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.source.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a service calls over the network while it answers: databases, caches, queues, other services. Evidence: a client
 * library that is declared and that production code imports. A database inside the program is no call.
 */
final class OutgoingCalls {

    /**
     * One kind of call.
     *
     * @param to for people
     * @param place the first import, as path and line
     */
    record Call(String to, String place) {}

    /** Libraries with the same purpose, as declared; those of Rust are called with underscores in code. */
    private record Client(String to, List<String> libraries) {}

    private static final List<Client> CLIENTS = List.of(
            new Client(
                    "a database",
                    List.of(
                            "sqlx",
                            "diesel",
                            "sea-orm",
                            "tokio-postgres",
                            "deadpool-postgres",
                            "postgres",
                            "mysql_async",
                            "mysql",
                            "mongodb",
                            "scylla",
                            "clickhouse",
                            "elasticsearch",
                            "pg",
                            "mysql2",
                            "mongoose",
                            "@prisma/client",
                            "typeorm",
                            "sequelize",
                            "knex",
                            "drizzle-orm",
                            "kysely")),
            new Client("Redis", List.of("redis", "fred", "deadpool-redis", "bb8-redis", "ioredis")),
            new Client(
                    "other services by HTTP",
                    List.of(
                            "reqwest",
                            "ureq",
                            "awc",
                            "surf",
                            "isahc",
                            "axios",
                            "got",
                            "node-fetch",
                            "undici",
                            "superagent",
                            "ky")),
            new Client(
                    "a queue",
                    List.of(
                            "lapin",
                            "rdkafka",
                            "async-nats",
                            "pulsar",
                            "rumqttc",
                            "amqplib",
                            "kafkajs",
                            "bullmq",
                            "bull",
                            "nats",
                            "mqtt")));
    private static final Set<String> MAPPERS = Set.of(
            "sqlx", "diesel", "sea-orm", "typeorm", "sequelize", "knex", "drizzle-orm", "kysely", "@prisma/client");
    private static final Pattern SERVER = Pattern.compile("(?i)postgres|mysql|mariadb|\\bpg\\b|mssql|cockroach");
    private static final Pattern IMPORT = Pattern.compile("\\b(use|import|require|from|extern)\\b");

    private OutgoingCalls() {}

    /** At most one of each kind, in the order above. */
    static List<Call> of(Repository repository, NetworkService service) {
        List<Call> calls = new ArrayList<>();
        for (Client client : CLIENTS) {
            client.libraries().stream()
                    .filter(service.libraries()::contains)
                    .filter(library -> !MAPPERS.contains(library) || namesServer(repository))
                    .flatMap(library -> service.sources().stream()
                            .filter(file -> uses(file, library))
                            .map(file -> new Call(client.to(), place(repository, file, library))))
                    .findFirst()
                    .ifPresent(calls::add);
        }
        return List.copyOf(calls);
    }

    /** Mappers also work on files: some manifest must name a database that is reached over the network. */
    private static boolean namesServer(Repository repository) {
        return repository.model(Manifests.MODEL).name(SERVER);
    }

    private static boolean uses(AnalysedFile file, String library) {
        if (file.language() != Language.RUST) {
            return ScriptServices.imports(file, library);
        }
        String name = library.replace('-', '_');
        return file.facts().words().getOrDefault("rust.paths", Set.of()).contains(name)
                && !file.facts()
                        .words()
                        .getOrDefault("rust.test-paths", Set.of())
                        .contains(name);
    }

    private static String place(Repository repository, AnalysedFile file, String library) {
        String name = file.language() == Language.RUST ? library.replace('-', '_') : library;
        Pattern word = Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])");
        OptionalInt line = ProductionLines.first(
                repository,
                file,
                Pattern.compile(IMPORT.pattern() + ".*" + word.pattern() + "|\\b" + Pattern.quote(name) + "::"));
        return line.isPresent() ? file.path() + ":" + line.getAsInt() : file.path();
    }
}
