package dev.upkeep.engine.detect.kubernetes;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.kubernetes.KubernetesFiles.Document;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds services and probes of Kubernetes that ask their pods at a port which the pods do not name. Evidence: the ports of
 * the containers in the same folder that the labels select; a number that a container's settings or commands hold
 * anywhere is taken for right.
 */
final class WorkloadPorts implements RepositoryDetector {

    private static final String RULE = "deploy/port-mismatch";
    private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe", "startupProbe");
    private static final double NAMED = 0.9;
    private static final double NUMBERED = 0.6;

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        List<Document> documents = repository.model(KubernetesFiles.MODEL).documents();
        for (Document document : documents) {
            if (document.kind().equals("Service")) {
                service(document, documents, sink);
            } else {
                pods(document).forEach(container -> probes(document, container, sink));
            }
        }
    }

    /** Containers in the network of their machine listen where they want; what they name says nothing there. */
    private static List<Value> pods(Document document) {
        boolean onHost = document.pod()
                .flatMap(pod -> pod.at("spec", "hostNetwork"))
                .flatMap(Value::text)
                .filter("true"::equals)
                .isPresent();
        return onHost ? List.of() : document.containers();
    }

    private static void service(Document service, List<Document> documents, FindingSink sink) {
        List<Document> workloads = documents.stream()
                .filter(each -> each.pod().isPresent() && !each.containers().isEmpty())
                .filter(each -> Paths.folder(each.path()).equals(Paths.folder(service.path())))
                .filter(each -> selects(service, each))
                .toList();
        List<Value> containers =
                workloads.stream().flatMap(each -> each.containers().stream()).toList();
        if (containers.isEmpty() || isInjected(workloads)) {
            return;
        }
        for (Value port : service.root().at("spec", "ports").map(Value::items).orElse(List.of())) {
            port.entry("targetPort")
                    .or(() -> port.entry("port"))
                    .filter(target -> isRefuted(containers, target.value()))
                    .ifPresent(target -> sink.report(draft(service, target, containers)
                            .with("what", "The service" + quoted(service.name()) + " sends to")
                            .with(
                                    "pods",
                                    workloads.getFirst().kind()
                                            + quoted(workloads.getFirst().name()))));
        }
    }

    private static void probes(Document document, Value container, FindingSink sink) {
        for (String key : PROBES) {
            Stream.of("httpGet", "tcpSocket")
                    .flatMap(kind -> container.at(key, kind).stream())
                    .flatMap(probe -> probe.entry("port").stream())
                    .filter(port -> isRefuted(List.of(container), port.value()))
                    .forEach(port -> sink.report(draft(document, port, List.of(container))
                            .with("what", "The " + key + " asks")
                            .with(
                                    "pods",
                                    "container"
                                            + quoted(container
                                                    .get("name")
                                                    .flatMap(Value::text)
                                                    .orElse("")))));
        }
    }

    /** Whether the labels of the pods are those that the service asks for; not known where Helm fills them in. */
    private static boolean selects(Document service, Document workload) {
        List<Entry> wanted =
                service.root().at("spec", "selector").map(Value::entries).orElse(List.of());
        Optional<Value> labels = workload.pod().flatMap(pod -> pod.at("metadata", "labels"));
        Predicate<Entry> held = each -> labels.flatMap(all -> all.get(each.key()))
                .flatMap(Value::text)
                .equals(each.value().text());
        boolean known = wanted.stream()
                .flatMap(each -> each.value().text().stream())
                .noneMatch(text -> text.contains(ChartTemplate.UNKNOWN));
        return !wanted.isEmpty() && known && wanted.stream().allMatch(held);
    }

    /** A mesh may add a container with ports of its own. */
    private static boolean isInjected(List<Document> workloads) {
        return workloads.stream()
                .flatMap(each -> each.pod().stream())
                .flatMap(pod -> pod.at("metadata", "annotations").stream())
                .anyMatch(annotations -> annotations.toString().contains("inject"));
    }

    private static boolean isRefuted(List<Value> containers, Value wanted) {
        List<Value> ports = containers.stream()
                .flatMap(container -> container.get("ports").stream())
                .flatMap(list -> list.items().stream())
                .toList();
        String port = wanted.text().orElse(ChartTemplate.UNKNOWN);
        boolean known =
                !port.contains("$") && !ports.isEmpty() && !ports.toString().contains("$");
        if (!known) {
            return false;
        }
        return isNumber(port)
                ? !texts(ports, "containerPort").contains(port)
                        && containers.stream().noneMatch(each -> isSet(each, port))
                : !texts(ports, "name").contains(port);
    }

    private static boolean isNumber(String port) {
        return port.matches("\\d+");
    }

    /** Whether anything of a container but its ports and probes holds the number, or comes from where it cannot be seen. */
    private static boolean isSet(Value container, String port) {
        Pattern number = Pattern.compile("(?<!\\d)" + port + "(?!\\d)");
        return container.entries().stream()
                .filter(entry -> Set.of("env", "envFrom", "command", "args").contains(entry.key()))
                .anyMatch(entry -> entry.key().equals("envFrom")
                        || texts(entry.value())
                                .anyMatch(text -> number.matcher(text).find()));
    }

    private static Stream<String> texts(Value value) {
        return Stream.concat(
                value.text().stream(),
                Stream.concat(value.items().stream(), value.entries().stream().map(Entry::value))
                        .flatMap(WorkloadPorts::texts));
    }

    private static Set<String> texts(List<Value> values, String key) {
        Set<String> texts = new TreeSet<>();
        values.forEach(each -> each.get(key).flatMap(Value::text).ifPresent(texts::add));
        return texts;
    }

    /** A name for people; nothing where Helm makes it. */
    private static String quoted(String name) {
        return name.isEmpty() || name.contains(ChartTemplate.UNKNOWN) ? "" : " `" + name + "`";
    }

    private static Draft draft(Document document, Entry port, List<Value> containers) {
        List<Value> ports = containers.stream()
                .flatMap(container -> container.get("ports").stream())
                .flatMap(list -> list.items().stream())
                .toList();
        String wanted = port.value().text().orElse("");
        List<String> named = new ArrayList<>(texts(ports, isNumber(wanted) ? "containerPort" : "name"));
        Draft draft = Draft.of(RULE, Location.line(document.path(), port.line()))
                .scope(document.name() + " " + wanted)
                .with("port", wanted)
                .with("exposed", named.isEmpty() ? "none" : String.join(", ", named))
                .message("{what} port {port}, the ports of {pods}: {exposed}");
        // A container answers at a port that it does not name, too; at a name that none has, nobody does.
        return isNumber(wanted) ? draft.severity(Severity.MEDIUM).confidence(NUMBERED) : draft.confidence(NAMED);
    }
}
