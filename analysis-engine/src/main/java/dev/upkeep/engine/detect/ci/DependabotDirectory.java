package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.SourceEntry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds updates that Dependabot is told to look for where there is nothing to update. Evidence: the folder as written,
 * and the manifests that lie right in it.
 */
final class DependabotDirectory implements RepositoryDetector {

    private static final String RULE = "ci/dependabot-directory-missing";
    private static final Map<String, String> MANIFESTS = Map.of(
            "npm", "package\\.json",
            "cargo", "Cargo\\.(toml|lock)",
            "pip", ".*\\.(txt|in|toml)|setup\\.(py|cfg)|Pipfile(\\.lock)?",
            "docker", "(?i).*dockerfile.*|.*\\.ya?ml",
            "docker-compose", ".*\\.ya?ml",
            "gomod", "go\\.mod",
            "maven", "pom\\.xml",
            "gradle", ".*\\.gradle(\\.kts)?|.*\\.toml|gradle",
            "composer", "composer\\.json",
            "bundler", "Gemfile(\\.lock)?|.*\\.gemspec");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        for (String path : List.of(".github/dependabot.yml", ".github/dependabot.yaml")) {
            Workflows.parse(repository, path)
                    .flatMap(root -> root.get("updates"))
                    .ifPresent(updates -> updates.items().forEach(update -> inspect(repository, path, update, sink)));
        }
    }

    private static void inspect(Repository repository, String path, Value update, FindingSink sink) {
        String ecosystem =
                update.get("package-ecosystem").flatMap(Value::string).orElse("");
        boolean elsewhere = update.get("target-branch").isPresent();
        Stream.of("directory", "directories")
                .flatMap(key -> update.entry(key).stream())
                .map(Entry::value)
                .flatMap(value -> Stream.concat(Stream.of(value), value.items().stream()))
                .filter(value -> !elsewhere
                        && value.string().filter(text -> !text.contains("*")).isPresent())
                .forEach(value -> {
                    String folder = value.string().orElse("/");
                    if (isEmpty(repository, ecosystem, Paths.resolve("", folder).orElse(""))) {
                        sink.report(draft(Location.line(path, value.line()), ecosystem, folder, repository));
                    }
                });
    }

    private static boolean isEmpty(Repository repository, String ecosystem, String folder) {
        if (!folder.isEmpty() && !repository.exists(folder)) {
            return true;
        }
        String manifest = MANIFESTS.get(ecosystem);
        return manifest != null
                && repository.entries().stream()
                        .filter(entry -> entry.folder().equals(folder) || isBelowByHabit(ecosystem, entry, folder))
                        .noneMatch(entry -> entry.name().matches(manifest));
    }

    /** Version catalogues of Gradle and requirement folders of Python lie one folder below. */
    private static boolean isBelowByHabit(String ecosystem, SourceEntry entry, String folder) {
        return Set.of("gradle", "pip", "bundler").contains(ecosystem) && Paths.isWithin(entry.path(), folder);
    }

    private static Draft draft(Location location, String ecosystem, String folder, Repository repository) {
        boolean there = repository.exists(Paths.resolve("", folder).orElse("")) || folder.equals("/");
        return Draft.of(RULE, location)
                .scope(ecosystem + " " + folder)
                .with("ecosystem", ecosystem)
                .with("directory", folder)
                .with("reason", there ? "holds no manifest for it" : "does not exist");
    }
}
