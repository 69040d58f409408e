package dev.upkeep.engine.detect.monitoring;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.WordedPattern;
import dev.upkeep.engine.detect.monitoring.PrometheusFiles.Found;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.document.Yaml;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Prometheus is told to ask: by its own configuration, or by objects of Kubernetes. */
final class ScrapeTargets {

    /**
     * One target.
     *
     * @param file that names it, with the line
     * @param job by which people know it
     * @param names of the program: a host, or names and labels of Kubernetes
     * @param port 0 where none is written
     * @param path on that host
     */
    record Target(String file, int line, String job, Set<String> names, int port, String path) {

        /** For people. */
        String address() {
            return names.iterator().next() + (port > 0 ? ":" + port : "");
        }
    }

    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9][\\w.-]*)(?::(\\d{1,5}))?");
    /** Something else is asked about the target, which is only a parameter then. */
    private static final Pattern PROBE = Pattern.compile(".*(probe|scrape|snmp|federate).*");

    private static final WordedPattern KUBERNETES =
            WordedPattern.anyOf("prometheus.io/scrape").or("monitor", "(?m)^kind:\\s*(Service|Pod)Monitor\\s*$");
    private static final List<String> LABELS = List.of("app", "app.kubernetes.io/name", "k8s-app", "name", "component");
    private static final String DEFAULT_PATH = "/metrics";

    private ScrapeTargets() {}

    static List<Target> in(Repository repository) {
        List<Target> targets = new ArrayList<>();
        for (Found configuration : repository.model(PrometheusFiles.MODEL).configurations()) {
            items(configuration.root(), "scrape_configs").forEach(job -> job(configuration.path(), job, targets));
        }
        repository
                .files(Language.YAML)
                .filter(file -> file.context() != Context.VENDORED && !Paths.isTestMaterial(file.path()))
                .forEach(file -> kubernetes(repository, file, targets));
        return List.copyOf(targets);
    }

    private static void job(String file, Value job, List<Target> targets) {
        String path = text(job, "metrics_path").orElse(DEFAULT_PATH);
        boolean indirect = items(job, "relabel_configs").stream()
                .anyMatch(each ->
                        text(each, "target_label").filter("__address__"::equals).isPresent());
        if (indirect || PROBE.matcher(path).matches()) {
            return;
        }
        String name = text(job, "job_name").orElse("");
        for (Value group : items(job, "static_configs")) {
            for (Value target : items(group, "targets")) {
                Matcher address = ADDRESS.matcher(target.text().orElse(""));
                if (address.matches()) {
                    int port = address.group(2) == null ? 0 : Integer.parseInt(address.group(2));
                    targets.add(new Target(file, target.line(), name, Set.of(address.group(1)), port, path));
                }
            }
        }
    }

    private static void kubernetes(Repository repository, AnalysedFile file, List<Target> targets) {
        repository
                .text(file.path())
                .filter(text -> KUBERNETES.isIn(text))
                .map(text -> Yaml.parse(text).documents())
                .orElse(List.of())
                .forEach(document -> {
                    String kind = text(document, "kind").orElse("");
                    if (kind.endsWith("Monitor")) {
                        monitor(file.path(), document, targets);
                    } else {
                        annotated(file.path(), document, targets);
                    }
                });
    }

    private static void monitor(String file, Value document, List<Target> targets) {
        Set<String> names = new LinkedHashSet<>();
        document.at("spec", "selector", "matchLabels").ifPresent(labels -> collect(labels, names));
        String job = document.at("metadata", "name").flatMap(Value::text).orElse("");
        if (names.isEmpty()) {
            return;
        }
        for (String key : List.of("endpoints", "podMetricsEndpoints")) {
            document.get("spec").map(spec -> items(spec, key)).orElse(List.of()).forEach(endpoint -> {
                String path = text(endpoint, "path").orElse(DEFAULT_PATH);
                targets.add(new Target(file, endpoint.line(), job, names, 0, path));
            });
        }
    }

    /** A workload or service with annotations for Prometheus, on itself or on its pods. */
    private static void annotated(String file, Value document, List<Target> targets) {
        for (Optional<Value> metadata :
                List.of(document.get("metadata"), document.at("spec", "template", "metadata"))) {
            Optional<Value> annotations = metadata.flatMap(each -> each.get("annotations"));
            Optional<Entry> scrape = annotations
                    .flatMap(each -> each.entry("prometheus.io/scrape"))
                    .filter(entry -> entry.value().text().filter("true"::equals).isPresent());
            if (scrape.isPresent()) {
                Set<String> names = new LinkedHashSet<>();
                document.at("metadata", "name").flatMap(Value::text).ifPresent(names::add);
                metadata.flatMap(each -> each.get("labels")).ifPresent(labels -> collect(labels, names));
                String path = annotations
                        .flatMap(each -> text(each, "prometheus.io/path"))
                        .orElse(DEFAULT_PATH);
                int port = annotations
                        .flatMap(each -> text(each, "prometheus.io/port"))
                        .filter(text -> text.matches("\\d{1,5}"))
                        .map(Integer::parseInt)
                        .orElse(0);
                if (!names.isEmpty()) {
                    targets.add(new Target(
                            file, scrape.get().line(), names.iterator().next(), names, port, path));
                }
            }
        }
    }

    private static void collect(Value labels, Set<String> names) {
        LABELS.forEach(label -> text(labels, label).ifPresent(names::add));
    }

    private static Optional<String> text(Value value, String key) {
        return value.get(key).flatMap(Value::text);
    }

    private static List<Value> items(Value value, String key) {
        return value.get(key).map(Value::items).orElse(List.of());
    }
}
