package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Dockerfile;
import dev.upkeep.engine.document.Dockerfile.Stage;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A stage that a build is to stop at and that its Dockerfile does not have. Evidence: the Dockerfile in the repository,
 * where all its stages can be read: none is named by a variable, and no other front end may add some.
 *
 * @param dockerfile its path
 * @param stages the names that it has
 */
public record MissingStage(String target, String dockerfile, List<String> stages) {

    private static final String RULE = "docker/target-missing";
    private static final Pattern NAME = Pattern.compile("[\\w.-]+");
    private static final Pattern USUAL =
            Pattern.compile("(docker\\.io/)?docker/dockerfile(-upstream)?([:@].*)?|", Pattern.CASE_INSENSITIVE);

    /** Empty where the stage is there, or nothing can be said. */
    public static Optional<MissingStage> of(Repository repository, String path, String target) {
        return Dockerfile.places(path)
                .filter(repository::exists)
                .findFirst()
                .filter(_ -> NAME.matcher(target).matches())
                .flatMap(there -> repository
                        .text(there)
                        .map(Dockerfile::parse)
                        .filter(MissingStage::isWhole)
                        .filter(dockerfile -> !dockerfile.hasTarget(target))
                        .map(dockerfile -> new MissingStage(target, there, names(dockerfile))));
    }

    private static boolean isWhole(Dockerfile dockerfile) {
        List<Stage> stages = dockerfile.stages();
        return !stages.isEmpty()
                && USUAL.matcher(dockerfile.frontend()).matches()
                && stages.stream().noneMatch(stage -> stage.name().contains("$"))
                && dockerfile.instructions().stream()
                        .allMatch(each -> each.keyword().matches("[A-Z]+"));
    }

    private static List<String> names(Dockerfile dockerfile) {
        return dockerfile.stages().stream()
                .map(Stage::name)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** What there is to say of it. */
    public Draft draft(Location location, String scope, String effect) {
        String named = stages.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        return Draft.of(RULE, location)
                .scope(scope)
                .with("target", target)
                .with("dockerfile", dockerfile)
                .with("effect", effect)
                .with("stages", stages.isEmpty() ? "none of its stages has a name" : "its stages are " + named);
    }
}
