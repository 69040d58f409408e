package dev.upkeep.engine.detect.monitoring;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Yaml;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.ArrayList;
import java.util.List;

/**
 * What Prometheus reads.
 *
 * @param configurations files with scrape configurations at their root
 * @param alerts files with groups of alerts at their root
 */
record PrometheusFiles(List<Found> configurations, List<Found> alerts) {

    static final Model<PrometheusFiles> MODEL = new Model<>("prometheus", PrometheusFiles::read);

    /** One file. */
    record Found(String path, Value root) {}

    private static PrometheusFiles read(Repository repository) {
        List<Found> configurations = new ArrayList<>();
        List<Found> alerts = new ArrayList<>();
        repository
                .files(Language.YAML)
                .filter(file -> file.context() != Context.VENDORED && !Paths.isTestMaterial(file.path()))
                .map(AnalysedFile::path)
                .forEach(path -> repository
                        .text(path)
                        .filter(text -> text.contains("scrape_configs:") || text.contains("alert:"))
                        .flatMap(text -> Yaml.parse(text).root())
                        .ifPresent(root -> {
                            if (root.get("scrape_configs").isPresent() && !isAgents(root)) {
                                configurations.add(new Found(path, root));
                            } else if (holdsAlerts(root)) {
                                alerts.add(new Found(path, root));
                            }
                        }));
        return new PrometheusFiles(List.copyOf(configurations), List.copyOf(alerts));
    }

    /** Whether this is what an agent reads that sends logs: it scrapes in the same words, and knows no rules. */
    private static boolean isAgents(Value root) {
        return root.get("clients").isPresent() || root.get("positions").isPresent();
    }

    private static boolean holdsAlerts(Value root) {
        return root.get("groups").stream()
                .flatMap(groups -> groups.items().stream())
                .flatMap(group -> group.get("rules").stream())
                .flatMap(rules -> rules.items().stream())
                .anyMatch(rule ->
                        rule.get("alert").isPresent() && rule.get("expr").isPresent());
    }
}
