package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.WordedPattern;
import dev.upkeep.engine.detect.ci.Workflows.Job;
import dev.upkeep.engine.detect.ci.Workflows.Step;
import dev.upkeep.engine.detect.ci.Workflows.Workflow;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells whether a job of GitHub keeps what it fetched. Evidence: a step, an input, the environment, or an action of the
 * repository names a cache; what cannot be looked into may well hold one.
 */
final class GitHubCaches {

    static final WordedPattern CACHING = WordedPattern.anyOf(
            "cache",
            "setup-uv",
            "setup-gradle",
            "setup-rust-toolchain",
            "moonrepo",
            "mise-action",
            "nix",
            "npm-install",
            "cypress-io",
            "turbo",
            "devcontainers",
            "pixi",
            "setup-python-poetry",
            "setup-micromamba");

    private static final Pattern SETS_UP = Pattern.compile("(?:node|npm|pnpm|yarn|python)[-_]version(?:[-_]file)?");

    private GitHubCaches() {}

    static boolean isCached(Repository repository, Workflows workflows, List<Value> environments, Job job) {
        return CACHING.isIn(environments + job.commands())
                || job.steps().stream().anyMatch(step -> caches(repository, workflows, step));
    }

    private static boolean caches(Repository repository, Workflows workflows, Step step) {
        if (step.uses().startsWith("./")) {
            Workflow action =
                    workflows.actions().get(Paths.resolve("", step.uses()).orElse(""));
            return action == null
                    || action.jobs().getFirst().steps().stream()
                            .anyMatch(inner -> caches(repository, workflows, inner));
        }
        return CACHING.isIn(step.uses())
                || step.value().get("env").toString().contains("sccache")
                || step.value().get("with").stream()
                        .flatMap(with -> with.entries().stream())
                        .anyMatch(GitHubCaches::asksForCache)
                || cachesByItself(repository, step)
                || isSetUpOfOthers(step);
    }

    /** An action of somebody else that sets a language up in a version may well keep its packages too. */
    private static boolean isSetUpOfOthers(Step step) {
        return !step.action().startsWith("actions/")
                && step.value().get("with").stream()
                        .flatMap(with -> with.entries().stream())
                        .anyMatch(input -> SETS_UP.matcher(input.key()).matches());
    }

    private static boolean asksForCache(Entry input) {
        return input.key().contains("cache")
                && input.value()
                        .text()
                        .filter(text -> !text.matches("\\s*|false"))
                        .isPresent();
    }

    /** From version 5 on, setup-node caches what {@code packageManager} names. */
    private static boolean cachesByItself(Repository repository, Step step) {
        return step.action().equals("actions/setup-node")
                && step.major().orElse(5) >= 5
                && repository
                        .text("package.json")
                        .filter(text -> text.contains("\"packageManager\"") || text.contains("\"devEngines\""))
                        .isPresent();
    }
}
