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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds images that compile what they run in their only stage, so compiler, sources and caches are shipped. Evidence: one
 * {@code FROM}, a command that compiles, and a start command that is no such command itself.
 */
final class SingleStage implements RepositoryDetector {

    private static final String RULE = "docker/single-stage";
    private static final Pattern COMPILES = Pattern.compile(
            "\\b(cargo\\s+(?:\\+\\S+\\s+)?(?:build|install\\s+--path)|go\\s+(?:build|install)|(?:mvn|\\./mvnw)\\s[^&;|]*(?:package|install|verify)|(?:gradle|\\./gradlew)\\s[^&;|]*(?:build|assemble|bootJar)|dotnet\\s+publish)\\b");
    private static final Pattern BUNDLES =
            Pattern.compile("\\b((?:npm|yarn|pnpm)\\s+(?:run\\s+)?build\\b(?::[\\w:-]+)?)");
    private static final Pattern INSTALLS =
            Pattern.compile("\\b(?:npm\\s+(?:ci|install|i)|yarn(?:\\s+install)?|pnpm\\s+(?:install|i))\\b");
    private static final Pattern PRUNES = Pattern.compile(
            "--omit|--production|--prod\\b|\\bprune\\b|rm\\s+-\\w+\\s+\\S*node_modules|NODE_ENV[= ]\\s*\"?production");

    private static final Pattern DEVELOPMENT = Pattern.compile(
            "(^|.*/)\\.(devcontainer|codesandbox|gitpod).*|.*[._-](dev|development|test|ci|build|builder)(\\..*)?$"
                    + "|(^|.*/)(dev|development|test|ci|build|builder)([._-][^/]*)?\\.(docker|container)file|(^|.*/)(dev|ci|test|tests|fuzz|build)/.*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BUILDS_AT_START = Pattern.compile(
            "\\b(cargo|go|mvn|mvnw|gradle|gradlew|bash|sh)\\b[\"', ]*(run|test|build|watch|spring-boot|\\])");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        for (Found found : repository.model(DockerfileModel.MODEL).files()) {
            List<Stage> stages = found.dockerfile().stages();
            if (stages.size() == 1
                    && !DEVELOPMENT.matcher(found.path()).matches()
                    && !Unshipped.is(repository, found.path())) {
                inspect(found.path(), stages.getFirst(), sink);
            }
        }
    }

    private static void inspect(String path, Stage stage, FindingSink sink) {
        Optional<Instruction> start = stage.instructions().stream()
                .filter(each -> each.is("CMD") || each.is("ENTRYPOINT"))
                .findFirst();
        boolean product = start.filter(
                        each -> !BUILDS_AT_START.matcher(each.plain()).find())
                .isPresent();
        for (Instruction step : stage.instructions()) {
            Matcher compiles = COMPILES.matcher(step.is("RUN") ? step.whole() : "");
            if (product && compiles.find()) {
                sink.report(Draft.of(RULE, Location.line(path, stage.line()))
                        .scope(stage.base())
                        .with("base", stage.base())
                        .with("command", compiles.group(1).replaceAll("\\s+", " "))
                        .with("line", step.startLine()));
                return;
            }
        }
        if (product) {
            bundled(path, stage, sink);
        }
    }

    /** The base is needed to run what Node.js runs, but not the sources and the tools of the build. */
    private static void bundled(String path, Stage stage, FindingSink sink) {
        String all = stage.instructions().stream().map(Instruction::whole).collect(Collectors.joining("\n"));
        for (Instruction step : stage.instructions()) {
            Matcher bundles = BUNDLES.matcher(step.is("RUN") ? step.whole() : "");
            if (bundles.find()
                    && INSTALLS.matcher(all).find()
                    && !PRUNES.matcher(all).find()) {
                sink.report(
                        Draft.of(RULE, Location.line(path, stage.line()))
                                .scope(stage.base())
                                .with("base", stage.base())
                                .with("command", bundles.group(1).replaceAll("\\s+", " "))
                                .with("line", step.startLine())
                                .confidence(0.8)
                                .message(
                                        "The only stage runs `{command}` and ships the sources and all tools of development with it"));
                return;
            }
        }
    }
}
