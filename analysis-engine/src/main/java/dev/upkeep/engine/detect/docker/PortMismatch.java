package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.docker.ComposeFiles.ComposeFile;
import dev.upkeep.engine.detect.docker.ComposeFiles.Port;
import dev.upkeep.engine.detect.docker.ComposeFiles.Service;
import dev.upkeep.engine.detect.docker.DockerfileModel.Found;
import dev.upkeep.engine.document.Dockerfile.Instruction;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds ports of one service that contradict each other: what a compose file publishes, or a health check asks, against
 * what the image exposes. Evidence: both numbers as written; a port that the Dockerfile or the service's own settings
 * name anywhere else is taken for right.
 */
final class PortMismatch implements RepositoryDetector {

    private static final String RULE = "deploy/port-mismatch";
    private static final Pattern LOCAL =
            Pattern.compile("(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[::1\\]):(\\d{2,5})\\b");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        DockerfileModel dockerfiles = repository.model(DockerfileModel.MODEL);
        dockerfiles.files().forEach(image -> probes(image, sink));
        for (ComposeFile file : repository.model(ComposeFiles.MODEL).files()) {
            for (Service service : file.services()) {
                dockerfiles
                        .builtBy(file, service)
                        .ifPresent(image -> published(repository, file, service, image, sink));
            }
        }
    }

    private static void published(
            Repository repository, ComposeFile file, Service service, Found image, FindingSink sink) {
        Set<Integer> exposed = ExposedPorts.of(image);
        String settings = settings(service);
        for (Port port : service.ports()) {
            boolean agreed = exposed.isEmpty()
                    || exposed.contains(port.container())
                    || ExposedPorts.names(settings, port.container())
                    || ExposedPorts.names(ExposedPorts.text(image, "EXPOSE"), port.container());
            if (!agreed && !ExposedPorts.isSet(repository, port.container())) {
                sink.report(draft(file.path(), port.line(), port.container(), exposed)
                        .scope(service.name())
                        .with("what", "`" + service.name() + "` publishes"));
            }
        }
    }

    private static void probes(Found image, FindingSink sink) {
        Set<Integer> exposed = ExposedPorts.of(image);
        for (Instruction check : image.dockerfile().instructions()) {
            Matcher asked = LOCAL.matcher(check.is("HEALTHCHECK") ? check.whole() : "");
            if (!exposed.isEmpty() && asked.find()) {
                int port = Integer.parseInt(asked.group(1));
                if (!exposed.contains(port)
                        && !ExposedPorts.names(ExposedPorts.text(image, "EXPOSE|HEALTHCHECK"), port)) {
                    sink.report(draft(image.path(), check.startLine(), port, exposed)
                            .with("what", "The health check asks"));
                }
            }
        }
    }

    /** What a compose file says of a service besides its ports. */
    private static String settings(Service service) {
        StringBuilder text = new StringBuilder();
        service.value().entries().stream()
                .filter(entry -> !entry.key().equals("ports"))
                .map(Entry::value)
                .forEach(text::append);
        return text.toString();
    }

    private static Draft draft(String path, int line, int port, Set<Integer> exposed) {
        List<String> ports = exposed.stream().map(String::valueOf).toList();
        return Draft.of(RULE, Location.line(path, line))
                .with("port", String.valueOf(port))
                .with("exposed", String.join(", ", ports));
    }
}
