package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.IgnoredPaths;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.ci.Workflows.Job;
import dev.upkeep.engine.detect.ci.Workflows.Step;
import dev.upkeep.engine.detect.ci.Workflows.Workflow;
import dev.upkeep.engine.document.PathPattern;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds cache keys whose {@code hashFiles} matches no tracked file, so that it is empty in every run. Evidence: the
 * patterns as written, against the files of the repository; a key with anything else that changes, and a job that may
 * make the file before, are left alone.
 */
final class CacheKey implements RepositoryDetector {

    private static final String RULE = "ci/cache-key-never-changes";
    private static final Pattern HASH = Pattern.compile("hashFiles\\(([^)]*)\\)");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");
    private static final Pattern CHANGING =
            Pattern.compile("github\\.(sha|run_|ref|head_ref|event|actor)|steps\\.|needs\\.|env\\.|inputs\\.|vars\\.");
    /** By lock file, the commands that write it where there is none. */
    private static final Map<String, Pattern> RESOLVING = Map.of(
            "Cargo.lock",
            Pattern.compile(
                    "\\bcargo (\\+\\S+ )?(b|build|c|check|clippy|d|doc|fetch|generate-lockfile|metadata|r|run|t|test|tree|update)\\b"),
            "package-lock.json",
            Pattern.compile("\\bnpm (i|install)\\b"),
            "yarn.lock",
            Pattern.compile("\\byarn( install\\b|[ \\t]*(\\n|&|;|$))"),
            "pnpm-lock.yaml",
            Pattern.compile("\\bpnpm (i|install)\\b"));

    private static final Pattern CALL = Pattern.compile("\\$\\{\\{.*?\\}\\}", Pattern.DOTALL);

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        Workflows workflows = repository.model(Workflows.MODEL);
        for (Workflow workflow : workflows.files()) {
            workflow.jobs().forEach(job -> inspect(repository, workflow, job, sink));
        }
    }

    private static void inspect(Repository repository, Workflow workflow, Job job, FindingSink sink) {
        if (job.checksOutElsewhere()) {
            return;
        }
        StringBuilder before = new StringBuilder();
        for (Step step : job.steps()) {
            if (step.action().matches("actions/cache(/restore|/save)?")) {
                step.withEntry("key")
                        .ifPresent(key -> key.value()
                                .text()
                                .map(CacheKey::patterns)
                                .filter(patterns -> matchesNothing(repository, patterns, before.toString()))
                                .ifPresent(patterns -> sink.report(
                                        draft(repository, Location.line(workflow.path(), key.line()), patterns)
                                                .scope(job.id())
                                                .with("job", job.id()))));
            }
            before.append(step.run()).append('\n').append(step.uses()).append('\n');
        }
    }

    /** What the key hashes; empty where it hashes nothing, or something else in it changes, or not all is literal. */
    private static List<String> patterns(String key) {
        List<String> patterns = new ArrayList<>();
        Matcher hash = HASH.matcher(key);
        while (hash.find()) {
            if (!hash.group(1).replaceAll("'[^']*'|[\\s,]", "").isEmpty()) {
                return List.of();
            }
            QUOTED.matcher(hash.group(1)).results().forEach(quoted -> patterns.add(quoted.group(1)));
        }
        return CALL.matcher(key)
                        .results()
                        .anyMatch(call -> CHANGING.matcher(call.group()).find())
                ? List.of()
                : patterns;
    }

    private static boolean matchesNothing(Repository repository, List<String> patterns, String before) {
        List<String> wanted =
                patterns.stream().filter(each -> !each.startsWith("!")).toList();
        boolean plain = wanted.stream().allMatch(each -> each.matches("[^{}\\[\\]\\n~]+") && !each.startsWith("/"));
        boolean made = wanted.stream().anyMatch(each -> before.contains(Paths.name(each)))
                || wanted.stream().anyMatch(each -> isWrittenBy(before, Paths.name(each)))
                || before.matches("(?s).*(download-artifact|git clone|submodule).*");
        if (wanted.isEmpty() || !plain || made) {
            return false;
        }
        return wanted.stream()
                .map(PathPattern::of)
                .noneMatch(pattern -> repository.entries().stream()
                        .anyMatch(entry -> pattern.matcher(entry.path()).matches()));
    }

    /** Whether a command that resolves dependencies ran, and wrote its lock file where there was none. */
    private static boolean isWrittenBy(String before, String lockFile) {
        Pattern resolving = RESOLVING.get(lockFile);
        return resolving != null && resolving.matcher(before).find();
    }

    static Draft draft(Repository repository, Location location, List<String> patterns) {
        IgnoredPaths ignored = repository.model(IgnoredPaths.MODEL);
        boolean kept = patterns.stream()
                .map(each -> each.replaceFirst("^(\\*\\*/)+", ""))
                .anyMatch(each -> !each.contains("*") && ignored.covers(each));
        return Draft.of(RULE, location)
                .with("patterns", String.join("`, `", patterns))
                .with("ignored", kept)
                .confidence(kept ? 0.95 : 0.85);
    }
}
