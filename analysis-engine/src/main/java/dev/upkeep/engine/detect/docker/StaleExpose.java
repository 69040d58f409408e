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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds images that expose another port than the one that their program listens on. Evidence: production code holds an
 * address of all interfaces with the port that a compose file publishes of the image, and neither code in that language
 * nor the Dockerfile names an exposed one.
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
        Set<String> seen = new HashSet<>();
        for (ComposeFile file : repository.model(ComposeFiles.MODEL).files()) {
            for (Service service : file.services()) {
                dockerfiles
                        .builtBy(file, service)
                        .flatMap(image -> stale(repository, service, image))
                        .filter(draft -> seen.add(draft.location().path()))
                        .ifPresent(sink::report);
            }
        }
    }

    private static Optional<Draft> stale(Repository repository, Service service, Found image) {
        Set<Integer> exposed = ExposedPorts.of(image);
        List<Integer> published = service.ports().stream().map(Port::container).toList();
        boolean apart = !exposed.isEmpty() && exposed.stream().noneMatch(published::contains);
        return published.stream()
                .filter(_ -> apart)
                .flatMap(port -> listening(repository, port).stream()
                        .filter(place -> exposed.stream().noneMatch(each -> isNamed(repository, image, place, each)))
                        .map(place -> draft(image, exposed, port, place)))
                .findFirst();
    }

    /** The first place in the code of programs that listens on the port at all interfaces. */
    private static Optional<Place> listening(Repository repository, int port) {
        for (AnalysedFile file : repository.files()) {
            if (Language.OF_PROGRAMS.contains(file.language()) && file.context() == Context.PRODUCTION) {
                int line = ProductionLines.first(repository, file, ExposedPorts.everywhere(port))
                        .orElse(0);
                if (line > 0) {
                    return Optional.of(new Place(file, line));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the Dockerfile, or code in the language of the place that listens, knows the exposed port too. */
    private static boolean isNamed(Repository repository, Found image, Place place, int port) {
        Pattern number = Pattern.compile("(?<![\\d#])" + port + "(?!\\d)");
        return image.dockerfile().instructions().stream()
                        .filter(step -> !step.is("EXPOSE"))
                        .anyMatch(step -> number.matcher(step.whole()).find())
                || repository
                        .files(place.file().language())
                        .filter(file -> file.context() == Context.PRODUCTION)
                        .flatMap(file -> repository.text(file.path()).stream())
                        .anyMatch(text -> number.matcher(text).find());
    }

    private record Place(AnalysedFile file, int line) {}

    private static Draft draft(Found image, Set<Integer> exposed, int port, Place place) {
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
                .with("place", place.file().path() + ":" + place.line())
                .severity(Severity.MEDIUM)
                .message("The image exposes {exposed}, the program in it listens on {port} ({place})");
    }
}
