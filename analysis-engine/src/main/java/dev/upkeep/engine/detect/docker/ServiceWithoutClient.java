package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.Manifests;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.docker.ComposeFiles.ComposeFile;
import dev.upkeep.engine.detect.docker.ComposeFiles.Service;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.PathContexts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds databases, caches and brokers of compose files for which no manifest of the repository holds a client. Evidence:
 * the image, and the names in all manifests and lock files; what a ready-made service beside it may use is left alone.
 */
final class ServiceWithoutClient implements RepositoryDetector {

    private static final String RULE = "deploy/service-without-client";

    /** A kind of server: its images, the clients that manifests name, and the word that code would hold. */
    private record Kind(String name, Pattern image, Pattern clients) {}

    private static final String ANY_SQL =
            "|sqlx|diesel|sea-orm|prisma|drizzle|typeorm|sequelize|knex|kysely|mikro-orm|objection|hibernate|jdbc|jooq|r2dbc|exposed"
                    + "|gorm|ent/ent|sqlc|django|sqlalchemy|sqlmodel|peewee|tortoise|databases|rails|activerecord|ecto|laravel|doctrine"
                    + "|entityframework|dapper|panache|flyway|liquibase";
    private static final List<Kind> KINDS = List.of(
            kind(
                    "PostgreSQL",
                    "postgres|postgresql|postgis|timescaledb|pgvector",
                    "postgres|\\bpg\\b|pg-|psycopg|asyncpg|pgx|lib/pq|npgsql|supabase" + ANY_SQL),
            kind("MySQL", "mysql|mariadb|percona", "mysql|maria" + ANY_SQL),
            kind(
                    "Redis",
                    "redis|redis-stack|valkey|keydb|dragonfly",
                    "redis|valkey|\\bbull(mq)?\\b|celery|sidekiq|resque|lettuce|jedis|\\bfred\\b|rueidis|\\brq\\b|django|rails|laravel|bb8|dramatiq|arq\\b|keyv|asynq"),
            kind("MongoDB", "mongo|mongodb", "mongo|prisma|typeorm|beanie"),
            kind("Kafka", "kafka|cp-kafka|redpanda", "kafka|redpanda|sarama|franz-go|faust|celery|debezium"),
            kind("RabbitMQ", "rabbitmq", "rabbit|amqp|lapin|celery|pika|kombu|masstransit|bunny|microservices"),
            kind("Memcached", "memcached", "memcache|mcrouter|django|rails|dalli|bmc"),
            kind("Elasticsearch", "elasticsearch|opensearch", "elastic|opensearch|searchkick|haystack"),
            kind("NATS", "nats", "nats|microservices"));
    private static final Set<Language> CODE = Language.OF_PROGRAMS;

    private static Kind kind(String name, String images, String clients) {
        return new Kind(name, Pattern.compile(images), Pattern.compile(clients, Pattern.CASE_INSENSITIVE));
    }

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        Manifests manifests = repository.model(Manifests.MODEL);
        if (manifests.all().isEmpty()) {
            return;
        }
        Map<Kind, Boolean> named = new HashMap<>();
        Predicate<Kind> isNamed = kind -> named.computeIfAbsent(
                kind, key -> manifests.name(key.clients()) || isLocked(repository, key.clients()));
        for (ComposeFile file : repository.model(ComposeFiles.MODEL).files()) {
            for (Service service : file.services()) {
                KINDS.stream()
                        .filter(kind -> kind.image()
                                .matcher(Paths.name(service.image()))
                                .matches())
                        .filter(kind -> !isNamed.test(kind) && !isUsedByOthers(file, service))
                        .forEach(kind -> sink.report(draft(repository, file, service, kind)));
            }
        }
    }

    /** Whether a framework brings a client along: what is locked is built in. */
    private static boolean isLocked(Repository repository, Pattern clients) {
        return repository.entries().stream()
                .filter(entry -> PathContexts.isLockFile(entry.name()))
                .flatMap(entry -> repository.text(entry.path()).stream())
                .anyMatch(text -> clients.matcher(text).find());
    }

    /** Whether a service that is not built here, such as an identity server, names this one. */
    private static boolean isUsedByOthers(ComposeFile file, Service server) {
        Pattern word = Pattern.compile("\\b" + Pattern.quote(server.name()) + "\\b");
        boolean built = file.services().stream()
                .anyMatch(each -> each.value().get("build").isPresent());
        return !built
                || file.services().stream()
                        .filter(each -> !each.equals(server)
                                && each.value().get("build").isEmpty())
                        .anyMatch(each -> word.matcher(each.value().toString()).find());
    }

    private static Draft draft(Repository repository, ComposeFile file, Service service, Kind kind) {
        boolean named = repository.files().stream()
                .filter(each -> CODE.contains(each.language()) && each.context() == Context.PRODUCTION)
                .anyMatch(each -> repository
                        .text(each.path())
                        .filter(text -> kind.clients().matcher(text).find())
                        .isPresent());
        return Draft.of(RULE, Location.line(file.path(), service.line()))
                .scope(service.name())
                .with("service", service.name())
                .with("kind", kind.name())
                .with("namedInCode", named)
                .confidence(named ? 0.6 : 0.85);
    }
}
