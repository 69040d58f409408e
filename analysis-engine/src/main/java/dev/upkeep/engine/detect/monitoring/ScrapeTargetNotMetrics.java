package dev.upkeep.engine.detect.monitoring;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.docker.ComposeFiles;
import dev.upkeep.engine.detect.docker.ComposeFiles.ComposeFile;
import dev.upkeep.engine.detect.docker.ComposeFiles.Service;
import dev.upkeep.engine.detect.monitoring.ScrapeTargets.Target;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds targets of Prometheus that cannot answer it. Evidence: the port of a server that speaks no HTTP, at a host that
 * is that server by its image or name; or a host that is built here, from code in which nothing serves metrics.
 */
final class ScrapeTargetNotMetrics implements RepositoryDetector {

    private static final String RULE = "deploy/scrape-target-not-metrics";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "host.docker.internal");

    /** A server without metrics for Prometheus on this port, its images, and names by which hosts are called. */
    private record Server(String kind, int port, Pattern image, Pattern host) {}

    private static final List<Server> SERVERS = List.of(
            server(
                    "PostgreSQL",
                    5432,
                    "postgres|postgresql|postgis|timescaledb.*|pgvector",
                    "postgres(ql)?|pg|db|database"),
            server("MySQL", 3306, "mysql|mariadb|percona.*|mysql-server", "mysql|maria(db)?|db|database"),
            server("Redis", 6379, "redis|redis-stack.*|valkey|keydb", "redis|valkey|cache"),
            server("MongoDB", 27017, "mongo|mongodb.*", "mongo(db)?|db|database"),
            server("Memcached", 11211, "memcached", "memcached?"),
            server("Kafka", 9092, "kafka|cp-kafka|cp-server", "kafka|broker"),
            server("RabbitMQ's AMQP port", 5672, "rabbitmq", "rabbit(mq)?|amqp"),
            server("ZooKeeper", 2181, "zookeeper|cp-zookeeper", "zookeeper|zk"),
            server("NATS", 4222, "nats", "nats"),
            server("Elasticsearch", 9200, "elasticsearch", "elastic(search)?"));

    private static Server server(String kind, int port, String image, String host) {
        String words = "(.*[^a-z])?(" + host + ")([^a-z].*)?";
        return new Server(kind, port, Pattern.compile(image), Pattern.compile(words));
    }

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        List<ComposeFile> files = repository.model(ComposeFiles.MODEL).files();
        for (Target target : ScrapeTargets.in(repository)) {
            List<Built> hosts = hosts(files, target);
            Optional<Draft> draft = foreign(target, hosts);
            if (draft.isEmpty()) {
                draft = own(repository, target, hosts);
            }
            draft.ifPresent(sink::report);
        }
    }

    /** A service of a compose file that may be meant. */
    private record Built(ComposeFile file, Service service) {}

    private static List<Built> hosts(List<ComposeFile> files, Target target) {
        boolean here = target.names().stream().anyMatch(THIS_MACHINE::contains);
        return files.stream()
                .flatMap(file -> file.services().stream().map(service -> new Built(file, service)))
                .filter(each -> here ? publishes(each.service(), target.port()) : isNamed(each.service(), target))
                .toList();
    }

    private static boolean publishes(Service service, int port) {
        return service.ports().stream().anyMatch(each -> each.host() == port);
    }

    private static boolean isNamed(Service service, Target target) {
        return target.names().contains(service.name())
                || service.value()
                        .get("container_name")
                        .flatMap(name -> name.text())
                        .filter(target.names()::contains)
                        .isPresent();
    }

    private static Optional<Draft> foreign(Target target, List<Built> hosts) {
        return SERVERS.stream()
                .filter(server -> server.port() == target.port())
                .filter(server -> hosts.isEmpty()
                        ? target.names().stream().allMatch(name -> isCalled(server, name))
                        : hosts.stream()
                                .allMatch(each -> server.image()
                                        .matcher(Paths.name(each.service().image()))
                                        .matches()))
                .map(
                        server -> draft(target)
                                .with("server", server.kind())
                                .message(
                                        "`{target}` is {server}, which answers no request for metrics: job `{job}` is always down"))
                .findFirst();
    }

    private static boolean isCalled(Server server, String name) {
        return server.host().matcher(name).matches() && !name.contains("exporter") && !THIS_MACHINE.contains(name);
    }

    private static Optional<Draft> own(Repository repository, Target target, List<Built> hosts) {
        List<String> folders =
                hosts.stream().flatMap(each -> folder(each).stream()).distinct().toList();
        if (folders.size() == 1 && hosts.stream().allMatch(each -> folder(each).isPresent())) {
            return ServedMetrics.isAbsent(repository, folders.getFirst(), target.path())
                    ? Optional.of(ofCode(target, folders.getFirst().isEmpty() ? "." : folders.getFirst()))
                    : Optional.empty();
        }
        return hosts.isEmpty()
                ? repository.model(NetworkServices.MODEL).all().stream()
                        .filter(service -> target.names().stream()
                                .map(name -> name.replaceFirst("\\..*", ""))
                                .anyMatch(service.name()::equals))
                        .filter(service -> ServedMetrics.isAbsent(repository, "", target.path()))
                        .map(service -> ofCode(target, service.path()))
                        .findFirst()
                : Optional.empty();
    }

    /** The folder that the image of the service is made of; empty where it is made elsewhere. */
    private static Optional<String> folder(Built host) {
        boolean built = host.service().value().get("build").isPresent();
        return built
                ? host.service()
                        .value()
                        .get("build")
                        .flatMap(build -> build.isMapping() ? build.get("context") : Optional.of(build))
                        .flatMap(context -> context.text())
                        .filter(context -> !context.contains("$") && !context.contains(":"))
                        .flatMap(context ->
                                Paths.resolve(Paths.folder(host.file().path()), context))
                : Optional.empty();
    }

    private static Draft ofCode(Target target, String source) {
        return draft(target).with("source", source);
    }

    private static Draft draft(Target target) {
        return Draft.of(RULE, Location.line(target.file(), target.line()))
                .scope(target.job())
                .with("job", target.job())
                .with("target", target.address())
                .with("path", target.path());
    }
}
