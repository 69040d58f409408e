package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.docker.DockerfileModel.Found;
import dev.upkeep.engine.detect.kubernetes.ChartTemplate;
import dev.upkeep.engine.detect.kubernetes.KubernetesFiles;
import dev.upkeep.engine.detect.kubernetes.KubernetesFiles.Document;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds containers of Kubernetes that name other ports than their image exposes. Evidence: the image is named like a package
 * of the repository, which has one Dockerfile; no code, setting or command names the port of the container as one to listen
 * on.
 */
final class WorkloadImage implements RepositoryDetector {

    private static final String RULE = "deploy/port-mismatch";
    private static final double LIKELY = 0.7;

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        List<Found> images = repository.model(DockerfileModel.MODEL).files();
        Set<Integer> exposed = images.size() == 1 ? ExposedPorts.of(images.getFirst()) : Set.of();
        if (exposed.isEmpty()) {
            return;
        }
        for (Document document : repository.model(KubernetesFiles.MODEL).documents()) {
            document.containers().stream()
                    .filter(container -> isOurs(repository, container))
                    .forEach(container -> inspect(repository, document, container, images.getFirst(), exposed)
                            .ifPresent(sink::report));
        }
    }

    /** Whether a manifest of the repository gives its package or chart the name of the image. */
    private static boolean isOurs(Repository repository, Value container) {
        String image = new ImageName(container.get("image").flatMap(Value::text).orElse("")).name();
        Pattern name = Pattern.compile("(?m)^\\s*\"?name\"?\\s*[:=]\\s*\"?" + Pattern.quote(image) + "\"?\\s*,?\\s*$");
        return image.matches("[\\w.-]+")
                && Stream.of("Cargo.toml", "package.json", "Chart.yaml", "pyproject.toml")
                        .flatMap(repository::named)
                        .flatMap(file -> repository.text(file.path()).stream())
                        .anyMatch(text -> name.matcher(text).find());
    }

    private static Optional<Draft> inspect(
            Repository repository, Document document, Value container, Found image, Set<Integer> exposed) {
        List<Entry> ports = container.get("ports").map(Value::items).orElse(List.of()).stream()
                .flatMap(port -> port.entry("containerPort").stream())
                .toList();
        List<Integer> numbers = ports.stream()
                .flatMap(port -> port.value().text().stream())
                .filter(text -> text.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .toList();
        boolean apart = !numbers.isEmpty()
                && numbers.size() == ports.size()
                && numbers.stream().noneMatch(exposed::contains);
        String settings = container.entries().stream()
                .filter(entry -> Set.of("env", "envFrom", "command", "args").contains(entry.key()))
                .map(entry -> entry.key() + entry.value())
                .reduce("", String::concat);
        return numbers.stream()
                .filter(port -> apart && !settings.contains("envFrom") && !settings.contains(ChartTemplate.UNKNOWN))
                .filter(port -> !ExposedPorts.names(settings, port)
                        && !ExposedPorts.names(ExposedPorts.text(image, "EXPOSE"), port)
                        && !ExposedPorts.isSet(repository, port))
                .findFirst()
                .map(port -> Draft.of(
                                RULE,
                                Location.line(document.path(), ports.getFirst().line()))
                        .scope(document.name() + " " + port)
                        .with(
                                "what",
                                "Container `"
                                        + container
                                                .get("name")
                                                .flatMap(Value::text)
                                                .orElse("") + "` names")
                        .with("port", String.valueOf(port))
                        .with(
                                "exposed",
                                String.join(
                                        ", ",
                                        exposed.stream().map(String::valueOf).toList()))
                        .confidence(LIKELY));
    }
}
