package dev.upkeep.engine.detect.monitoring;

import dev.upkeep.engine.detect.ProductionLines;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

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

    private static final Pattern ROUTE = Pattern.compile("[\"'`/](metrics|prometheus)\\b");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        NetworkServices services = repository.model(NetworkServices.MODEL);
        for (NetworkService service : services.all()) {
            boolean watched = service.libraries().stream()
                            .anyMatch(name -> LIBRARIES.matcher(name).matches())
                    || service.sources().stream()
                            .anyMatch(file -> ProductionLines.first(repository, file, ROUTE, ROUTES)
                                    .isPresent());
            if (!watched && !repository.model(Agents.MODEL).present()) {
                sink.report(draft(service, services));
            }
        }
    }

    private static Draft draft(NetworkService service, NetworkServices services) {
        Draft draft = Draft.of(RULE, Location.line(service.path(), service.line()))
                .scope(service.name())
                .with("service", service.name())
                .with("framework", service.framework())
                .with("deployment", services.deployment().orElse(""));
        return services.deployment().isPresent() ? draft : draft.confidence(ONLY_BY_NAME);
    }
}
