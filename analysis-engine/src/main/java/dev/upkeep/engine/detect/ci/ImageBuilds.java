package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.document.Dockerfile;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds commands of CI that build an image from a folder or a Dockerfile which the repository does not have. Evidence:
 * the words of the command; one with an option that is not known here is left alone.
 */
final class ImageBuilds implements RepositoryDetector {

    private static final String RULE = "ci/build-context-missing";
    private static final Pattern BUILD =
            Pattern.compile("(docker|podman) (buildx |image )?build |buildah (bud|build) ");
    private static final Set<String> SWITCHES = Set.of(
            "--no-cache",
            "--pull",
            "--push",
            "--load",
            "-q",
            "--quiet",
            "--rm",
            "--force-rm",
            "--squash",
            "--compress");
    private static final Set<String> WITH_VALUE = Set.of(
            "-t",
            "--tag",
            "--build-arg",
            "--target",
            "--platform",
            "--cache-from",
            "--cache-to",
            "--label",
            "--network",
            "--progress",
            "--secret",
            "--ssh",
            "-o",
            "--output",
            "--builder",
            "-m",
            "--memory",
            "--metadata-file",
            "--iidfile");

    /** What a command builds from, as written. */
    private record Build(String context, Optional<String> file) {}

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        repository.model(PlacedCall.MODEL).stream()
                .filter(call -> BUILD.matcher(call.call() + " ").lookingAt())
                .forEach(call -> call.call()
                        .folder()
                        .flatMap(folder ->
                                build(call.call().words()).flatMap(build -> missing(repository, call, folder, build)))
                        .ifPresent(sink::report));
    }

    private static Optional<Build> build(List<String> words) {
        List<String> contexts = new ArrayList<>();
        Optional<String> file = Optional.empty();
        int first = words.get(1).matches("buildx|image") ? 3 : 2;
        for (int at = first; at < words.size(); at++) {
            String word = words.get(at);
            boolean last = at + 1 == words.size();
            if (word.matches("-f|--file") && !last) {
                file = Optional.of(words.get(++at));
            } else if (word.startsWith("--file=")) {
                file = Optional.of(word.substring("--file=".length()));
            } else if (WITH_VALUE.contains(word)) {
                at++;
            } else if (!word.startsWith("-")) {
                contexts.add(word);
            } else if (!SWITCHES.contains(word) && !word.matches("--[\\w-]+=.*")) {
                return Optional.empty();
            }
        }
        return contexts.size() == 1 ? Optional.of(new Build(contexts.getFirst(), file)) : Optional.empty();
    }

    private static Optional<Draft> missing(Repository repository, PlacedCall call, String folder, Build build) {
        Optional<String> context = inside(folder, build.context());
        if (context.filter(path -> isMissing(repository, call, path)).isPresent()) {
            return Optional.of(draft(call, "context", build.context()));
        }
        Optional<String> file = build.file().isPresent()
                ? build.file().flatMap(path -> inside(folder, path))
                : context.flatMap(path -> inside(path, "Dockerfile"));
        return file.filter(path -> isMissing(repository, call, path)).map(path -> draft(call, "file", path));
    }

    private static Optional<String> inside(String folder, String path) {
        return path.matches("[\\w@.+-][\\w@./+-]*") && !path.equals("-")
                ? Paths.resolve(folder, path)
                : Optional.empty();
    }

    private static boolean isMissing(Repository repository, PlacedCall call, String path) {
        return !path.isEmpty()
                && Dockerfile.places(path).noneMatch(repository::exists)
                && !call.isMade(repository, path);
    }

    private static Draft draft(PlacedCall call, String key, String path) {
        Draft draft = Draft.of(RULE, call.location())
                .scope(call.job().id() + " " + path)
                .with("key", key)
                .with("path", path)
                .with("effect", "the image cannot be built");
        return call.isUrgent() ? draft.with("urgent", true) : draft;
    }
}
