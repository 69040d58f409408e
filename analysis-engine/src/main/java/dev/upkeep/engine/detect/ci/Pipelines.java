package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository.Model;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * CI of a repository in the form that rules share, whichever service runs it: GitHub's workflows, and GitLab's pipeline
 * with the files that it includes.
 *
 * @param files GitHub's first, each kind sorted by path
 */
public record Pipelines(List<Pipeline> files) {

    public static final Model<Pipelines> MODEL = new Model<>(
            "ci.pipelines",
            repository ->
                    new Pipelines(Stream.concat(GitHubPipelines.read(repository), GitLabPipelines.read(repository))
                            .toList()));

    private static final Pattern PLACES =
            Pattern.compile("\\.github/workflows/[^/]+\\.ya?ml|\\.gitlab-ci\\.ya?ml|\\.gitlab/ci/.+\\.ya?ml");

    /**
     * One file.
     *
     * @param images that its jobs are run with
     */
    record Pipeline(String path, List<PipelineJob> jobs, List<Image> images) {}

    /**
     * An image that jobs are run with.
     *
     * @param service whether it runs beside them
     */
    public record Image(String path, int line, String name, boolean service) {}

    /** Whether one of these services looks for its jobs there. */
    public static boolean isPipeline(String path) {
        return PLACES.matcher(path).matches();
    }

    /** The images that jobs are run with. */
    public Stream<Image> images() {
        return files.stream().flatMap(file -> file.images().stream());
    }

    Stream<PipelineJob> jobs() {
        return files.stream().flatMap(file -> file.jobs().stream());
    }
}
