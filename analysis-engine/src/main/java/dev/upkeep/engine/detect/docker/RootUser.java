package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.docker.DockerfileModel.Found;
import dev.upkeep.engine.document.Dockerfile.Instruction;
import dev.upkeep.engine.document.Dockerfile.Stage;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds images that run their command as root. Evidence is the Dockerfile alone. */
final class RootUser implements RepositoryDetector {

    private static final String RULE = "docker/root-user";
    private static final Pattern UNPRIVILEGED = Pattern.compile(
            "nonroot|rootless|unprivileged|bitnami|cgr\\.dev|chainguard|non-root", Pattern.CASE_INSENSITIVE);
    private static final Pattern STEPS_DOWN =
            Pattern.compile("\\b(gosu|su-exec|setpriv|runuser|s6-setuidgid|sudo -u)\\b");
    private static final Pattern DEVELOPMENT = Pattern.compile(
            "(^|.*/)\\.(devcontainer|github|gitlab)/.*|.*[._-](dev|development|debug|test|ci)(\\..*)?$"
                    + "|(^|.*/)(dev|development|debug|test|ci)([._-][^/]*)?\\.(docker|container)file|(^|.*/)(dev([-_][^/]*)?|ci|test|[^/]*development[^/]*)/.*",
            Pattern.CASE_INSENSITIVE);

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        for (Found found : repository.model(DockerfileModel.MODEL).files()) {
            if (!SetUser.isDecided(repository, found) && !Unshipped.is(repository, found.path())) {
                inspect(found, sink);
            }
        }
    }

    private static void inspect(Found found, FindingSink sink) {
        List<Stage> stages = found.dockerfile().stages();
        Stage last = stages.getLast();
        Optional<Instruction> started = last.instructions().stream()
                .filter(each -> each.is("CMD") || each.is("ENTRYPOINT"))
                .findFirst();
        Optional<String> user = user(stages, last);
        boolean asRoot = user.map(name -> name.matches("(root|0)(:.*)?")).orElse(true);
        boolean unsure = UNPRIVILEGED.matcher(base(stages, last)).find()
                || base(stages, last).contains("$")
                || last.instructions().stream()
                        .anyMatch(each -> STEPS_DOWN.matcher(each.whole()).find());
        if (started.isPresent()
                && asRoot
                && !unsure
                && !DEVELOPMENT.matcher(found.path()).matches()) {
            sink.report(Draft.of(RULE, Location.line(found.path(), started.get().startLine()))
                    .scope(last.name())
                    .with("base", last.base())
                    .with("stated", user.isPresent()));
        }
    }

    /** The last user that a stage, or the stage that it starts from, sets. */
    private static Optional<String> user(List<Stage> stages, Stage stage) {
        return stage.instructions().stream()
                .filter(each -> each.is("USER"))
                .map(Instruction::plain)
                .reduce((first, second) -> second)
                .or(() -> parent(stages, stage).flatMap(each -> user(stages, each)));
    }

    private static String base(List<Stage> stages, Stage stage) {
        return parent(stages, stage).map(each -> base(stages, each)).orElse(stage.base());
    }

    private static Optional<Stage> parent(List<Stage> stages, Stage stage) {
        return stages.stream()
                .filter(each -> each.index() < stage.index() && !each.name().isEmpty())
                .filter(each -> each.name().equals(stage.base()))
                .findFirst();
    }
}
