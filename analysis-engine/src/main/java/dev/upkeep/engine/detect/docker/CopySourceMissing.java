package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.IgnoredPaths;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.docker.DockerfileModel.Found;
import dev.upkeep.engine.document.Dockerfile.Instruction;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds {@code COPY} and {@code ADD} of paths that stand in none of the folders that the image may be built in. Evidence:
 * the tree; Dockerfiles that are built in a folder which is not of it are left out, and what an ignore pattern covers or what is named as build output may be made before.
 */
final class CopySourceMissing implements RepositoryDetector {

    private static final String RULE = "docker/copy-source-missing";
    private static final Pattern MADE = Pattern.compile(
            "(.*/)?(target|dist|build|out|output|bin|release|artifacts?|node_modules|publish|\\.next|_build|result)(/.*)?|.*\\.(jar|war|deb|rpm|tgz|tar\\.gz|zip|whl|exe)");

    /** Somebody may make the file before each build. */
    private static final double NOT_COMMITTED = 0.75;

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        UnseenContexts unseen = repository.model(UnseenContexts.MODEL);
        for (Found found : repository.model(DockerfileModel.MODEL).files()) {
            if (unseen.holds(found.path())) {
                continue;
            }
            for (Instruction step : found.dockerfile().instructions()) {
                boolean copies =
                        (step.is("COPY") || step.is("ADD")) && step.flag("from").isEmpty();
                if (copies && step.heredoc().isEmpty()) {
                    inspect(repository, found.path(), step, sink);
                }
            }
        }
    }

    private static void inspect(Repository repository, String dockerfile, Instruction step, FindingSink sink) {
        List<String> words =
                List.of(step.plain().replaceAll("[\\[\\]\",]", " ").strip().split("\\s+", -1));
        for (String source : words.subList(0, Math.max(0, words.size() - 1))) {
            Optional<Draft> problem =
                    isPlain(source) ? problem(repository, dockerfile, step, source) : Optional.empty();
            if (problem.isPresent()) {
                sink.report(problem.get());
                return;
            }
        }
    }

    private static Optional<Draft> problem(Repository repository, String dockerfile, Instruction step, String source) {
        Draft draft = Draft.of(RULE, Location.line(dockerfile, step.startLine()))
                .scope(source)
                .with("source", source)
                .with("instruction", step.keyword())
                .with("urgent", true);
        Optional<String> excluding = KeptOut.ofBuild(repository, dockerfile, relative(source));
        if (excluding.isPresent()) {
            return Optional.of(draft.with("ignore", excluding.get())
                    .message("`{instruction}` asks for `{source}`, which `{ignore}` keeps out of the build"));
        }
        if (KeptOut.isLockFile(repository, dockerfile, relative(source))) {
            return Optional.of(draft.message(
                            "`{instruction}` asks for `{source}`, which an ignore pattern keeps out of the repository")
                    .confidence(NOT_COMMITTED));
        }
        return isMissing(repository, dockerfile, relative(source)) ? Optional.of(draft) : Optional.empty();
    }

    private static String relative(String source) {
        return source.replaceFirst("^(/|\\./)+", "").replaceFirst("/+$", "");
    }

    /** A path that is written out: no pattern, no variable, no address. */
    private static boolean isPlain(String source) {
        return source.matches("[\\w@./+-]+") && !source.startsWith("-") && !source.contains("..");
    }

    private static boolean isMissing(Repository repository, String dockerfile, String relative) {
        BuildContexts builds = repository.model(BuildContexts.MODEL);
        IgnoredPaths ignored = repository.model(IgnoredPaths.MODEL);
        return !MADE.matcher(relative).matches()
                && builds.of(dockerfile).stream()
                        .map(context -> Paths.resolve(context, relative))
                        .flatMap(Optional::stream)
                        .noneMatch(
                                path -> repository.exists(path) || ignored.mayCover(path) || builds.mayBeFilled(path));
    }
}
