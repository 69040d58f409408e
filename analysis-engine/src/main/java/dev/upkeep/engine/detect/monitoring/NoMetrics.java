package dev.upkeep.engine.detect.monitoring;

import dev.upkeep.engine.detect.ProductionLines;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds services without figures about themselves. Evidence: the place that listens; no metrics library among the
 * declarations of the package and of the packages that it is built with; no route of that name in their code; no agent
 * around it.
 */
final class NoMetrics implements RepositoryDetector {

    private static final String RULE = "monitoring/no-metrics";
    private static final double ONLY_BY_NAME = 0.65;

    /** Any library that counts or measures, or sends what others count. */
    static final Pattern LIBRARIES = Pattern.compile(
            "(?i).*(prometheus|prom-client|prom-bundle|metric|opentelemetry|otel|statsd|hot-shots|measured|datadog|dd-trace|newrelic"
                    + "|telemetry|dipstick|apm|appmetrics|swagger-stats|sentry|applicationinsights|foundations|influx|cadence"
                    + "|tokio-console|console-subscriber|honeycomb|instana|dynatrace|pm2|pmx|clinic|shuttle|lambda|-prom\\b).*");
    /** A route that serves them, whatever makes the text. */
    private static final List<String> ROUTES = List.of("metrics", "prometheus");

    /** Libraries that keep figures and leave it to the program to hand them out. */
    private static final Set<String> KEEPS = Set.of("prometheus", "prometheus-client", "prom-client");

    private static final List<String> GIVING =
            List.of("Encoder", "gather", "encode", "push", "Push", "register", "prom");

    private static final Pattern GIVES = Pattern.compile(
            "Encoder\\b|\\bgather\\s*\\(|\\bencode\\s*\\(|\\b[Pp]ush_?[Gg]ateway|\\bpush_(?:metrics|add)|\\.metrics\\(\\)|\\bregister\\.");

    private static final Pattern ROUTE = Pattern.compile("[\"'`/](metrics|prometheus)[\"'`/?]");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        NetworkServices services = repository.model(NetworkServices.MODEL);
        for (NetworkService service : services.all()) {
            if (isSilent(repository, service)
                    && isStartedSilent(repository, services.programs(service))
                    && !repository.model(Agents.MODEL).present()) {
                sink.report(draft(service, services, counting(service)));
            }
        }
    }

    private static Set<String> counting(NetworkService service) {
        return service.libraries().stream()
                .filter(name -> LIBRARIES.matcher(name).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A library is started by a program, which may count for it. */
    private static boolean isStartedSilent(Repository repository, List<NetworkService> programs) {
        return programs.isEmpty() || programs.stream().anyMatch(program -> isSilent(repository, program));
    }

    /** Whether nothing in it counts, or nothing gives out what its libraries count. */
    private static boolean isSilent(Repository repository, NetworkService service) {
        Set<String> counting = counting(service);
        return KEEPS.containsAll(counting)
                && !isNamed(repository, service, ROUTE, ROUTES)
                && (counting.isEmpty() || !isNamed(repository, service, GIVES, GIVING));
    }

    private static boolean isNamed(Repository repository, NetworkService service, Pattern pattern, List<String> words) {
        return service.sources().stream()
                .anyMatch(file ->
                        ProductionLines.first(repository, file, pattern, words).isPresent());
    }

    private static Draft draft(NetworkService service, NetworkServices services, Set<String> counting) {
        Draft draft = Draft.of(RULE, Location.line(service.path(), service.line()))
                .scope(service.name())
                .with("service", service.name())
                .with("framework", service.framework())
                .with("deployment", services.deployment(service).orElse(""));
        Draft told = counting.isEmpty()
                ? draft
                : draft.with("library", counting.iterator().next())
                        .message(
                                "`{service}` listens here ({framework}) and declares `{library}`, but nothing in it serves"
                                        + " what that counts");
        return services.deployment(service).isPresent() ? told : told.confidence(ONLY_BY_NAME);
    }
}
