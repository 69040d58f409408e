package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.ci.Workflows.Job;
import dev.upkeep.engine.detect.ci.Workflows.Step;
import dev.upkeep.engine.document.LineDiff;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A step of GitHub's own cache before the first use of a tool, where no action sets the tool up that could keep one.
 * Offered where the lock file that the key is made of lies at the root, and the job does not leave it.
 */
final class CacheStep {

    /**
     * What a tool keeps.
     *
     * @param lock at the root
     * @param paths that hold it
     * @param everywhere whether these are the same on all systems
     */
    private record Kept(String lock, List<String> paths, boolean everywhere) {}

    private static final Map<String, Kept> KEPT = Map.of(
            "cargo", new Kept("Cargo.lock", List.of("~/.cargo/registry", "~/.cargo/git", "target"), true),
            "npm", new Kept("package-lock.json", List.of("~/.npm"), false),
            "pip", new Kept("requirements.txt", List.of("~/.cache/pip"), false),
            "maven", new Kept("pom.xml", List.of("~/.m2/repository"), true),
            "gradle",
                    new Kept(
                            "gradle/wrapper/gradle-wrapper.properties",
                            List.of("~/.gradle/caches", "~/.gradle/wrapper"),
                            true));

    private static final Pattern LEAVES = Pattern.compile("working-directory|\\bcd |--manifest-path|CARGO_TARGET_DIR");

    private CacheStep() {}

    /** Empty where the steps are not written one below the other, or something about them is not plain. */
    static Optional<Fix> of(Repository repository, String path, Job job, int line, DependencyInstall tool) {
        return Optional.ofNullable(KEPT.get(tool.name()))
                .filter(kept -> repository.exists(kept.lock()) && (kept.everywhere() || runsOnLinux(job)))
                .filter(_ -> !LEAVES.matcher(job.value() + job.commands()).find())
                .flatMap(kept -> job.steps().stream()
                        .filter(step -> step.line() == line)
                        .findFirst()
                        .flatMap(step ->
                                repository.text(path).flatMap(text -> inserted(path, text, step, job, tool, kept))));
    }

    private static boolean runsOnLinux(Job job) {
        List<String> labels = job.value().get("runs-on").map(Value::strings).orElse(List.of());
        return !labels.isEmpty() && labels.stream().allMatch(label -> label.startsWith("ubuntu-"));
    }

    private static Optional<Fix> inserted(
            String path, String text, Step step, Job job, DependencyInstall tool, Kept kept) {
        LineDiff diff = new LineDiff(path, text);
        int first = step.value().line();
        String line = diff.line(first);
        String indent = line.substring(0, line.length() - line.stripLeading().length());
        if (!line.startsWith(indent + "- ") || !job.id().matches("[\\w-]+")) {
            return Optional.empty();
        }
        while (first > 1 && diff.line(first - 1).startsWith(indent + "#")) {
            first--;
        }
        List<String> added = new ArrayList<>(List.of("- uses: actions/cache@v4", "  with:", "    path: |"));
        kept.paths().forEach(each -> added.add("      " + each));
        added.add(
                "    key: ${{ runner.os }}-%s-%s-${{ hashFiles('%s') }}".formatted(job.id(), tool.name(), kept.lock()));
        return diff.insertBefore(
                        first, added.stream().map(each -> indent + each).toArray(String[]::new))
                .fix("Keep what " + tool.name() + " fetched, for as long as `" + kept.lock() + "` stays the same");
    }
}
