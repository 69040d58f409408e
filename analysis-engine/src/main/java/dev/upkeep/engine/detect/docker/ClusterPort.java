package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.document.Yaml;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds services of Kubernetes that send to a port which the containers behind them do not declare. Evidence: the
 * selector, the labels of the one workload that it chooses, and all ports of its containers, in plain manifests of one
 * folder.
 */
final class ClusterPort implements RepositoryDetector {

    private static final String RULE = "deploy/port-mismatch";

    /** One object of a manifest. */
    private record Item(String path, Value value) {

        String kind() {
            return value.get("kind").flatMap(Value::text).orElse("");
        }

        Map<String, String> labels(String... keys) {
            Map<String, String> labels = new TreeMap<>();
            value.at(keys)
                    .map(Value::entries)
                    .orElse(List.of())
                    .forEach(entry -> entry.value().text().ifPresent(text -> labels.put(entry.key(), text)));
            return labels;
        }
    }

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        List<Item> items = new ArrayList<>();
        repository
                .files(Language.YAML)
                .filter(file -> file.context() == Context.PRODUCTION && !Paths.isTestMaterial(file.path()))
                .map(AnalysedFile::path)
                .forEach(path -> repository
                        .text(path)
                        .filter(text -> text.contains("containerPort") || text.contains("targetPort"))
                        .filter(text -> !text.contains("{{"))
                        .ifPresent(text ->
                                Yaml.parse(text).documents().forEach(document -> items.add(new Item(path, document)))));
        items.stream().filter(item -> item.kind().equals("Service")).forEach(service -> inspect(items, service, sink));
    }

    private static void inspect(List<Item> items, Item service, FindingSink sink) {
        Map<String, String> selector = service.labels("spec", "selector");
        List<Item> chosen = items.stream()
                .filter(item -> Paths.folder(item.path()).equals(Paths.folder(service.path())))
                .filter(item -> item.kind().matches("Deployment|StatefulSet|DaemonSet"))
                .filter(item -> !selector.isEmpty()
                        && item.labels("spec", "template", "metadata", "labels")
                                .entrySet()
                                .containsAll(selector.entrySet()))
                .toList();
        if (chosen.size() != 1) {
            return;
        }
        Set<String> declared = declared(chosen.getFirst());
        for (Value port : service.value().at("spec", "ports").map(Value::items).orElse(List.of())) {
            Optional<Entry> target = port.entry("targetPort").or(() -> port.entry("port"));
            target.filter(entry -> entry.value()
                            .text()
                            .filter(text -> !declared.contains(text))
                            .isPresent())
                    .filter(_ -> !declared.isEmpty())
                    .ifPresent(entry -> sink.report(draft(service, chosen.getFirst(), entry, declared)));
        }
    }

    /** Numbers and names of all ports. */
    private static Set<String> declared(Item workload) {
        Set<String> ports = new TreeSet<>();
        Stream.of("containers", "initContainers")
                .flatMap(key -> workload.value().at("spec", "template", "spec", key).stream())
                .flatMap(containers -> containers.items().stream())
                .flatMap(container -> container.get("ports").stream())
                .flatMap(list -> list.items().stream())
                .forEach(port -> Stream.of("containerPort", "name")
                        .flatMap(key -> port.get(key).flatMap(Value::text).stream())
                        .forEach(ports::add));
        return ports;
    }

    private static Draft draft(Item service, Item workload, Entry target, Set<String> declared) {
        String name =
                service.value().at("metadata", "name").flatMap(Value::text).orElse("");
        return Draft.of(RULE, Location.line(service.path(), target.line()))
                .scope(name)
                .with("service", name)
                .with("port", target.value().text().orElse(""))
                .with("exposed", String.join(", ", declared))
                .with("what", "The service `" + name + "` sends to")
                .with("workload", workload.path())
                .confidence(0.8)
                .message("The service `{service}` sends to port {port}, and the containers behind it declare {exposed}"
                        + " ({workload})");
    }
}
