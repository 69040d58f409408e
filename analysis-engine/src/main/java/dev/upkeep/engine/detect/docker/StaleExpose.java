package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.ProductionLines;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.docker.ComposeFiles.ComposeFile;
import dev.upkeep.engine.detect.docker.ComposeFiles.Port;
import dev.upkeep.engine.detect.docker.ComposeFiles.Service;
import dev.upkeep.engine.detect.docker.DockerfileModel.Found;
import dev.upkeep.engine.document.Dockerfile.Instruction;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds images that expose another port than the one that their program listens on. Evidence: production code holds an
 * address with the port that a compose file publishes of the image, and neither code nor Dockerfile names an exposed one.
 */
final class StaleExpose implements RepositoryDetector {

    private static final String RULE = "deploy/port-mismatch";

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        DockerfileModel dockerfiles = repository.model(DockerfileModel.MODEL);
        for (ComposeFile file : repository.model(ComposeFiles.MODEL).files()) {
            for (Service service : file.services()) {
                dockerfiles
                        .builtBy(file, service)
                        .flatMap(image -> stale(repository, service, image))
                        .ifPresent(sink::report);
            }
        }
    }

    private static Optional<Draft> stale(Repository repository, Service service, Found image) {
        Set<Integer> exposed = ExposedPorts.of(image);
        List<Integer> published = service.ports().stream().map(Port::container).toList();
        boolean apart = !exposed.isEmpty() && exposed.stream().noneMatch(published::contains);
        if (!apart || exposed.stream().anyMatch(port -> isNamed(repository, image, port))) {
            return Optional.empty();
        }
        return published.stream()
                .flatMap(
                        port -> place(repository, ExposedPorts.address(port))
                                .map(place -> draft(image, exposed, port, place))
                                .stream())
                .findFirst();
    }

    private static boolean isNamed(Repository repository, Found image, int port) {
        Pattern setting = ExposedPorts.setting(port);
        return place(repository, setting).isPresent()
                || image.dockerfile().instructions().stream()
                        .filter(step -> !step.is("EXPOSE"))
                        .anyMatch(step -> setting.matcher(step.whole()).find());
    }

    /** The first place in the code of programs that this matches. */
    private static Optional<String> place(Repository repository, Pattern pattern) {
        for (AnalysedFile file : repository.files()) {
            boolean program = Language.OF_PROGRAMS.contains(file.language()) && file.context() == Context.PRODUCTION;
            if (program) {
                int line = ProductionLines.first(repository, file, pattern).orElse(0);
                if (line > 0) {
                    return Optional.of(file.path() + ":" + line);
                }
            }
        }
        return Optional.empty();
    }

    private static Draft draft(Found image, Set<Integer> exposed, int port, String place) {
        int line = image.dockerfile().instructions().stream()
                .filter(step -> step.is("EXPOSE"))
                .mapToInt(Instruction::startLine)
                .findFirst()
                .orElse(1);
        return Draft.of(RULE, Location.line(image.path(), line))
                .scope("EXPOSE")
                .with("port", String.valueOf(port))
                .with(
                        "exposed",
                        String.join(", ", exposed.stream().map(String::valueOf).toList()))
                .with("place", place)
                .severity(Severity.MEDIUM)
                .message("The image exposes {exposed}, the program in it listens on {port} ({place})");
    }
}
