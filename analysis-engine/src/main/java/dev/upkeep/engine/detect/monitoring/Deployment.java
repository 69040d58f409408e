package dev.upkeep.engine.detect.monitoring;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.docker.ComposeFiles;
import dev.upkeep.engine.detect.docker.ComposeFiles.ComposeFile;
import dev.upkeep.engine.detect.docker.ComposeFiles.Service;
import dev.upkeep.engine.document.Dockerfile;
import dev.upkeep.engine.document.Dockerfile.Instruction;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A file that says how something of the repository is run.
 *
 * @param chosen the commands of a Dockerfile that builds chosen packages alone, or the images of a compose file that
 *     builds none; empty where it may be about all of them
 * @param ofImages whether it is such a compose file, which may start nothing of the repository
 */
record Deployment(String path, String chosen, boolean ofImages) {

    /** An option by which a tool builds one package, or the programs of one. */
    private static final Pattern CHOICE = Pattern.compile(
            "\\s(?:-p|--package|--bin|--filter|-F|--workspace|-w|-C|--cwd|--prefix|--scope)[ =][\"']?[\\w@./]");

    static Deployment of(Repository repository, AnalysedFile file) {
        Optional<ComposeFile> starter = repository.model(ComposeFiles.MODEL).files().stream()
                .filter(each -> each.path().equals(file.path()))
                .filter(each -> each.services().stream()
                        .allMatch(service -> service.value().get("build").isEmpty()))
                .findFirst();
        if (starter.isPresent()) {
            return new Deployment(file.path(), images(starter.get()), true);
        }
        String commands = file.language() == Language.DOCKERFILE
                ? repository.text(file.path()).map(Deployment::commands).orElse("")
                : "";
        return new Deployment(file.path(), CHOICE.matcher(commands).find() ? commands : "", false);
    }

    private static String images(ComposeFile file) {
        return file.services().stream().map(Service::image).collect(Collectors.joining("\n"));
    }

    private static String commands(String text) {
        return Dockerfile.parse(text).instructions().stream()
                .filter(step -> List.of("RUN", "CMD", "ENTRYPOINT", "COPY", "WORKDIR", "ARG", "ENV")
                        .contains(step.keyword()))
                .map(Instruction::whole)
                .collect(Collectors.joining("\n", " ", ""));
    }

    /** Whether it names a program that the service is part of, lies in its folder, or chooses none. */
    boolean mayRun(NetworkService service) {
        if (ofImages) {
            return chooses(service);
        }
        return chosen.isEmpty()
                || (!Paths.folder(path).isEmpty() && service.path().startsWith(Paths.folder(path) + "/"))
                || service.runs().stream().anyMatch(program -> program.isEmpty() || names(Paths.name(program)));
    }

    /** Whether it builds chosen programs alone, and this is one of them. */
    boolean chooses(NetworkService program) {
        return program.runs().stream().anyMatch(name -> !name.isEmpty() && names(Paths.name(name)));
    }

    /** How near it lies to the service: the length of its folder where that is around the service; without one, 0. */
    int nearness(NetworkService service) {
        String folder = Paths.folder(path);
        return service.path().startsWith(folder + "/") ? folder.length() : 0;
    }

    private boolean names(String word) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])")
                .matcher(chosen)
                .find();
    }
}
