package dev.upkeep.engine.detect.monitoring;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.monitoring.PrometheusFiles.Found;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.List;
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
        List<String> loaded = files.configurations().stream()
                .flatMap(each -> each.root().get("rule_files").stream())
                .flatMap(each -> each.items().stream())
                .flatMap(each -> each.text().stream())
                .map(Paths::name)
                .toList();
        for (Found alerts : files.alerts()) {
            String name = Paths.name(alerts.path());
            if (loaded.stream().noneMatch(each -> matches(each, name))) {
                sink.report(Draft.of(RULE, Location.file(alerts.path()))
                        .with("alerts", count(alerts.root()))
                        .with("configuration", files.configurations().getFirst().path()));
            }
        }
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
