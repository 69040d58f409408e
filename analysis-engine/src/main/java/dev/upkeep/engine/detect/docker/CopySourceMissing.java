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
import java.util.stream.Stream;

/**
 * Finds {@code COPY} and {@code ADD} of paths that stand in none of the folders that the image may be built in. Evidence:
 * the tree; what an ignore pattern covers or what is named as build output may be made before, and is left out.
 */
final class CopySourceMissing implements RepositoryDetector {

    private static final String RULE = "docker/copy-source-missing";
    private static final Pattern MADE = Pattern.compile(
            "(.*/)?(target|dist|build|out|output|bin|release|artifacts?|node_modules|publish|\\.next|_build|result)(/.*)?|.*\\.(jar|war|deb|rpm|tgz|tar\\.gz|zip|whl|exe)");

    /** Nothing makes these before the image is built but work on the developer's machine. */
    private static final Pattern LOCK = Pattern.compile(
            "(.*/)?(Cargo\\.lock|package-lock\\.json|yarn\\.lock|pnpm-lock\\.yaml|uv\\.lock|poetry\\.lock)");

    private static final String IGNORED =
            "`{instruction}` asks for `{source}`, which an ignore pattern keeps out of the repository: the image cannot be"
                    + " built from a fresh clone";

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        for (Found found : repository.model(DockerfileModel.MODEL).files()) {
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
            if (isPlain(source) && isMissing(repository, dockerfile, source)) {
                Draft draft = Draft.of(RULE, Location.line(dockerfile, step.startLine()))
                        .scope(source)
                        .with("source", source)
                        .with("instruction", step.keyword())
                        .with("urgent", true);
                sink.report(isIgnored(repository, dockerfile, source) ? draft.message(IGNORED) : draft);
                return;
            }
        }
    }

    /** A path that is written out: no pattern, no variable, no address. */
    private static boolean isPlain(String source) {
        return source.matches("[\\w@./+-]+") && !source.startsWith("-") && !source.contains("..");
    }

    private static boolean isMissing(Repository repository, String dockerfile, String source) {
        BuildContexts builds = repository.model(BuildContexts.MODEL);
        IgnoredPaths ignored = repository.model(IgnoredPaths.MODEL);
        String relative = source.replaceFirst("^/+", "").replaceFirst("/+$", "");
        return !MADE.matcher(relative).matches()
                && places(repository, dockerfile, relative)
                        .noneMatch(path -> repository.exists(path)
                                || (ignored.covers(path) && !LOCK.matcher(path).matches())
                                || builds.mayBeFilled(path));
    }

    private static boolean isIgnored(Repository repository, String dockerfile, String source) {
        IgnoredPaths ignored = repository.model(IgnoredPaths.MODEL);
        return places(repository, dockerfile, source.replaceFirst("^/+", "")).anyMatch(ignored::covers);
    }

    /** Where the source would lie, in each folder that the image may be built in. */
    private static Stream<String> places(Repository repository, String dockerfile, String relative) {
        return repository.model(BuildContexts.MODEL).of(dockerfile).stream()
                .map(context -> Paths.resolve(context, relative))
                .flatMap(Optional::stream);
    }
}
