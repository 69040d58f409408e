package dev.upkeep.engine.detect.monitoring;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.monitoring.PrometheusFiles.Found;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds files of alert rules that no Prometheus configuration of the repository loads. Evidence: the names and patterns
 * under {@code rule_files}, compared by file name, since a container mounts files elsewhere. Without a configuration in
 * the repository nothing is known.
 */
final class AlertRulesNotLoaded implements RepositoryDetector {

    private static final String RULE = "monitoring/alert-rules-not-loaded";

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        PrometheusFiles files = repository.model(PrometheusFiles.MODEL);
        if (files.configurations().isEmpty()) {
            return;
        }
        for (Found alerts : files.alerts()) {
            if (files.configurations().stream().noneMatch(each -> loads(repository, each, alerts.path()))) {
                sink.report(Draft.of(RULE, Location.file(alerts.path()))
                        .with("alerts", count(alerts.root()))
                        .with("configuration", nearest(files.configurations(), alerts.path())));
            }
        }
    }

    private static boolean loads(Repository repository, Found configuration, String alerts) {
        return configuration.root().get("rule_files").stream()
                .flatMap(each -> each.items().stream())
                .flatMap(each -> each.text().stream())
                .anyMatch(each -> beside(repository, configuration, each)
                        .map(alerts::equals)
                        .orElseGet(() -> matches(Paths.name(each), Paths.name(alerts))));
    }

    /** The file that a configuration names by its way from there, if it is there: no other of that name is meant. */
    private static Optional<String> beside(Repository repository, Found configuration, String named) {
        return Paths.resolve(Paths.folder(configuration.path()), named).filter(repository::exists);
    }

    /** The configuration that shares most folders with a file. */
    private static String nearest(List<Found> configurations, String path) {
        return configurations.stream()
                .map(Found::path)
                .max(Comparator.comparingInt(each -> shared(each, path)))
                .orElseThrow();
    }

    private static int shared(String left, String right) {
        int length = 0;
        for (String folder = Paths.folder(left); !folder.isEmpty(); folder = Paths.folder(folder)) {
            length = Math.max(length, Paths.isWithin(right, folder) ? folder.length() : 0);
        }
        return length;
    }

    private static boolean matches(String pattern, String name) {
        String regex = "\\Q" + pattern.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E";
        return pattern.contains("[") || Pattern.matches(regex, name);
    }

    private static long count(Value root) {
        return root.get("groups").stream()
                .flatMap(groups -> groups.items().stream())
                .flatMap(group -> group.get("rules").stream())
                .flatMap(rules -> rules.items().stream())
                .filter(rule -> rule.get("alert").isPresent())
                .count();
    }
}
