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

/** What a deployment says of a container's user, whatever its image says. */
final class SetUser {

    private static final Pattern ROOT = Pattern.compile("(root|0)(:.*)?");
    /** What the kernel lets only root do with it: set up networks, mount, load modules. */
    private static final Pattern OF_ROOT = Pattern.compile("(?i)(cap_)?(all|net_admin|sys_admin|sys_module)");

    private SetUser() {}

    /** Whether each deployment of the image that the repository holds starts it as somebody else, or needs root. */
    static boolean isDecided(Repository repository, Found image) {
        List<Boolean> services = repository.model(ComposeFiles.MODEL).files().stream()
                .flatMap(file -> file.services().stream()
                        .filter(service -> repository
                                .model(DockerfileModel.MODEL)
                                .builtBy(file, service)
                                .filter(image::equals)
                                .isPresent())
                        .map(service -> isDecided(service.value())))
                .toList();
        List<Boolean> pods = repository.model(KubernetesFiles.MODEL).documents().stream()
                .flatMap(document -> document.containers().stream()
                        .filter(container -> isOf(container, image))
                        .map(container -> isDecided(document, container)))
                .toList();
        return !(services.isEmpty() && pods.isEmpty())
                && Stream.concat(services.stream(), pods.stream()).allMatch(Boolean::booleanValue);
    }

    private static boolean isDecided(Value service) {
        boolean other = service.get("user")
                .flatMap(Value::text)
                .filter(user -> !ROOT.matcher(user).matches())
                .isPresent();
        return other || isPrivileged(service, service.get("cap_add"));
    }

    /** Whether it is given rights that root alone can use. */
    private static boolean isPrivileged(Value rights, Optional<Value> capabilities) {
        return rights.get("privileged").filter(Value::isTrue).isPresent()
                || capabilities.stream()
                        .flatMap(added -> added.strings().stream())
                        .anyMatch(added -> OF_ROOT.matcher(added).matches());
    }

    /** Whether the image is called like a folder that the Dockerfile lies in. */
    private static boolean isOf(Value container, Found image) {
        String name = new ImageName(container.get("image").flatMap(Value::text).orElse("")).name();
        return List.of(Paths.folder(image.path()).split("/", -1)).contains(name);
    }

    private static boolean isDecided(Document document, Value container) {
        Optional<Value> pod = document.pod().flatMap(each -> each.at("spec", "securityContext"));
        return Stream.concat(container.get("securityContext").stream(), pod.stream())
                .anyMatch(context -> isPrivileged(context, context.at("capabilities", "add"))
                        || context.get("runAsNonRoot").filter(Value::isTrue).isPresent()
                        || context.get("runAsUser")
                                .flatMap(Value::number)
                                .filter(user -> user > 0)
                                .isPresent());
    }
}
