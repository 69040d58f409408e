package dev.upkeep.engine.detect.monitoring;

import dev.upkeep.engine.detect.Manifests;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.monitoring.OutgoingCalls.Call;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds services that pass requests on and leave no trace of that. Evidence: the place that listens, the places that
 * import clients of other servers, and no library that follows requests among the declarations of the package and of those
 * that it is built with. Where any manifest names one of those that can be declared and not started, that is another
 * rule's business.
 */
final class NoTracing implements RepositoryDetector {

    private static final String RULE = "monitoring/no-tracing";
    private static final double ONLY_BY_NAME = 0.6;

    /** Those whose idle declaration another rule reports. */
    private static final Pattern DECLARED_ANYWHERE =
            Pattern.compile("opentelemetry|tracing[-_]subscriber|jaeger-client|dd-trace");

    private static final Pattern LIBRARIES = Pattern.compile(
            "(?i)(?<!back)(?<!stack)trac(e|ing|er)\\b|opentelemetry|otel|jaeger|zipkin|datadog|newrelic|sentry|\\bapm\\b|-apm|honeycomb|lightstep"
                    + "|applicationinsights|fastrace|minitrace|instana|dynatrace|xray|x-ray|logfire|telemetry|foundations|appsignal"
                    + "|rollbar");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        NetworkServices services = repository.model(NetworkServices.MODEL);
        if (repository.model(Manifests.MODEL).name(DECLARED_ANYWHERE)) {
            return;
        }
        for (NetworkService service : services.all()) {
            boolean watched = service.libraries().stream()
                    .anyMatch(name -> LIBRARIES.matcher(name).find());
            List<Call> calls = watched ? List.of() : OutgoingCalls.of(repository, service);
            if (!calls.isEmpty() && !repository.model(Agents.MODEL).present()) {
                sink.report(draft(service, services, calls));
            }
        }
    }

    private static Draft draft(NetworkService service, NetworkServices services, List<Call> calls) {
        Draft draft = Draft.of(RULE, Location.line(service.path(), service.line()))
                .scope(service.name())
                .with("service", service.name())
                .with("framework", service.framework())
                .with("calls", String.join(", ", calls.stream().map(Call::to).toList()))
                .with("places", calls.stream().map(Call::place).toList())
                .with("deployment", services.deployment(service).orElse(""));
        return services.deployment(service).isPresent() ? draft : draft.confidence(ONLY_BY_NAME);
    }
}
