package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.docker.ComposeFiles.ComposeFile;
import dev.upkeep.engine.detect.docker.ComposeFiles.Port;
import dev.upkeep.engine.detect.docker.ComposeFiles.Service;
import dev.upkeep.engine.detect.docker.DockerfileModel.Found;
import dev.upkeep.engine.document.Dockerfile.Instruction;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds published ports on which the program does not listen unless somebody tells it to. Evidence: the one default of
 * the variable for the port in the code that the image is built from, and neither the image, nor the service, nor any
 * other file of that folder that names the variable or the published port.
 */
final class DefaultPort implements RepositoryDetector {

    private static final String RULE = "deploy/port-mismatch";
    private static final String NAME = "((?:APP_|API_|SERVER_|HTTP_|BACKEND_|LISTEN_|SERVICE_)?PORT)";
    private static final Pattern RUST =
            Pattern.compile("\\bvar\\(\\s*\"" + NAME + "\"\\s*\\)[^;{}]{0,160}?(?<![\\w.])(\\d{4,5})(?![\\w.])");
    private static final Pattern SCRIPT =
            Pattern.compile("\\bprocess\\.env\\." + NAME + "\\)?\\s*(?:\\|\\||\\?\\?)\\s*[\"']?(\\d{4,5})\\b");

    /** A default: the variable, the port, and where it stands. */
    private record Default(String variable, int port, String path, int line) {}

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        DockerfileModel images = repository.model(DockerfileModel.MODEL);
        for (ComposeFile file : repository.model(ComposeFiles.MODEL).files()) {
            for (Service service : file.services()) {
                images.builtBy(file, service)
                        .filter(_ -> service.value().get("env_file").isEmpty())
                        .ifPresent(image -> published(repository, images, file, service, image, sink));
            }
        }
    }

    private static void published(
            Repository repository,
            DockerfileModel images,
            ComposeFile file,
            Service service,
            Found image,
            FindingSink sink) {
        List<Port> ports = service.ports();
        if (ports.size() != 1) {
            return;
        }
        int port = ports.getFirst().container();
        code(images, file, service, image)
                .flatMap(folder -> listens(repository, images, folder)
                        .filter(found -> found.port() != port && !isSet(service, image, found.variable(), found.port()))
                        .filter(_ -> !isNamed(repository, images, folder, port)))
                .ifPresent(found -> sink.report(Draft.of(
                                RULE,
                                Location.line(file.path(), ports.getFirst().line()))
                        .scope(service.name() + " default")
                        .with("service", service.name())
                        .with("port", String.valueOf(port))
                        .with("exposed", String.valueOf(found.port()))
                        .with("what", "`" + service.name() + "` publishes")
                        .with("place", found.path() + ":" + found.line())
                        .with("variable", found.variable())
                        .message("`{service}` publishes port {port}; the program listens on {exposed} ({place}), and"
                                + " nothing sets `{variable}`")));
    }

    /** The folder with the code of an image: what the service is built in, or the folder of the Dockerfile below it. */
    private static Optional<String> code(DockerfileModel images, ComposeFile file, Service service, Found image) {
        String own = Paths.folder(image.path());
        Optional<String> context = service.value()
                .get("build")
                .flatMap(build -> build.isMapping() ? build.get("context") : Optional.of(build))
                .flatMap(Value::text)
                .flatMap(text -> Paths.resolve(Paths.folder(file.path()), text));
        boolean several = images.files().stream()
                        .filter(each -> context.filter(folder -> Paths.isWithin(each.path(), folder))
                                .isPresent())
                        .count()
                > 1;
        return several && !own.isEmpty() ? Optional.of(own) : several ? Optional.empty() : context;
    }

    /** The default of the one port that code of the folder reads; empty where there are several. */
    private static Optional<Default> listens(Repository repository, DockerfileModel images, String folder) {
        List<Default> found = new ArrayList<>();
        files(repository, images, folder)
                .filter(file -> file.context() == Context.PRODUCTION)
                .forEach(file -> pattern(file.language())
                        .ifPresent(pattern -> repository
                                .text(file.path())
                                .filter(text -> text.contains("PORT"))
                                .ifPresent(text -> collect(file, pattern.matcher(text), text, found))));
        return found.stream().map(Default::port).distinct().count() == 1
                ? Optional.of(found.getFirst())
                : Optional.empty();
    }

    private static Optional<Pattern> pattern(Language language) {
        return switch (language) {
            case RUST -> Optional.of(RUST);
            case JAVASCRIPT, TYPESCRIPT -> Optional.of(SCRIPT);
            default -> Optional.empty();
        };
    }

    private static void collect(AnalysedFile file, Matcher read, String text, List<Default> found) {
        while (read.find()) {
            int line = (int) text.substring(0, read.start(2)).lines().count();
            found.add(new Default(read.group(1), Integer.parseInt(read.group(2)), file.path(), line));
        }
    }

    private static Stream<AnalysedFile> files(Repository repository, DockerfileModel images, String folder) {
        return repository.files().stream()
                .filter(file -> Paths.isWithin(file.path(), folder))
                .filter(file -> images.files().stream()
                        .map(each -> Paths.folder(each.path()))
                        .filter(other -> !other.equals(folder) && Paths.isWithin(other + "/", folder))
                        .noneMatch(other -> Paths.isWithin(file.path(), other)));
    }

    /** Whether the image or the service sets the variable, or names the port outside of what it exposes. */
    private static boolean isSet(Service service, Found image, String variable, int port) {
        Pattern words = Pattern.compile("\\b" + variable + "\\b|(?<!\\d)" + port + "(?!\\d)");
        return words.matcher(service.value().toString()).find()
                || image.dockerfile().instructions().stream()
                        .filter(step -> !step.is("EXPOSE") && !step.is("HEALTHCHECK"))
                        .map(Instruction::whole)
                        .anyMatch(step -> words.matcher(step).find());
    }

    /** Whether a file of the folder makes the published port the one to listen on. */
    private static boolean isNamed(Repository repository, DockerfileModel images, String folder, int port) {
        Pattern setting = ExposedPorts.setting(port);
        return files(repository, images, folder)
                .filter(file -> file.language() != Language.MARKDOWN && file.language() != Language.DOCKERFILE)
                .filter(file -> !file.path().contains("compose") && file.context() != Context.GENERATED)
                .anyMatch(file -> repository
                        .text(file.path())
                        .filter(text -> setting.matcher(text).find())
                        .isPresent());
    }
}
