package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.docker.DockerfileModel.Found;
import dev.upkeep.engine.detect.kubernetes.KubernetesFiles;
import dev.upkeep.engine.detect.kubernetes.KubernetesFiles.Document;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The user that a deployment gives a container, whatever its image says. */
final class SetUser {

    private static final Pattern ROOT = Pattern.compile("(root|0)(:.*)?");

    private SetUser() {}

    /** Whether each deployment of the image that the repository holds starts it as somebody else than root. */
    static boolean isStated(Repository repository, Found image) {
        List<Boolean> services = repository.model(ComposeFiles.MODEL).files().stream()
                .flatMap(file -> file.services().stream()
                        .filter(service -> repository
                                .model(DockerfileModel.MODEL)
                                .builtBy(file, service)
                                .filter(image::equals)
                                .isPresent())
                        .map(service -> service.value()
                                .get("user")
                                .flatMap(Value::text)
                                .filter(user -> !ROOT.matcher(user).matches())
                                .isPresent()))
                .toList();
        List<Boolean> pods = repository.model(KubernetesFiles.MODEL).documents().stream()
                .flatMap(document -> document.containers().stream()
                        .filter(container -> isOf(container, image))
                        .map(container -> isUnprivileged(document, container)))
                .toList();
        return !(services.isEmpty() && pods.isEmpty())
                && Stream.concat(services.stream(), pods.stream()).allMatch(Boolean::booleanValue);
    }

    /** Whether the image is called like a folder that the Dockerfile lies in. */
    private static boolean isOf(Value container, Found image) {
        String name = new ImageName(container.get("image").flatMap(Value::text).orElse("")).name();
        return List.of(Paths.folder(image.path()).split("/", -1)).contains(name);
    }

    private static boolean isUnprivileged(Document document, Value container) {
        Optional<Value> pod = document.pod().flatMap(each -> each.at("spec", "securityContext"));
        return Stream.concat(container.get("securityContext").stream(), pod.stream())
                .anyMatch(context ->
                        context.get("runAsNonRoot").filter(Value::isTrue).isPresent()
                                || context.get("runAsUser")
                                        .flatMap(Value::number)
                                        .filter(user -> user > 0)
                                        .isPresent());
    }
}
