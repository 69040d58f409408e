package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.ci.GitLabFiles.File;
import dev.upkeep.engine.detect.ci.GitLabFiles.Missing;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds paths in GitLab's pipeline that lead to nothing: files that it includes, and files that the key of a cache is
 * made of. Evidence: the path as written and the tree; GitLab reads both from the commit.
 */
final class GitLabPaths implements RepositoryDetector {

    private static final String PATH = "ci/path-missing";
    private static final String KEY = "ci/cache-key-never-changes";

    @Override
    public Set<String> rules() {
        return Set.of(PATH, KEY);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        GitLabFiles pipeline = repository.model(GitLabFiles.MODEL);
        pipeline.missing().forEach(each -> sink.report(included(each)));
        for (File file : pipeline.files()) {
            file.root().entries().stream()
                    .flatMap(GitLabPaths::caches)
                    .forEach(cache -> key(repository, file, cache, sink));
        }
    }

    /** Of a job, a template, or all jobs; a list holds several. */
    private static Stream<Value> caches(Entry entry) {
        return Stream.of(
                        entry.key().equals("cache")
                                ? entry.value()
                                : entry.value().get("cache").orElse(entry.value()))
                .flatMap(cache -> cache.items().isEmpty() ? Stream.of(cache) : cache.items().stream());
    }

    private static void key(Repository repository, File file, Value cache, FindingSink sink) {
        List<Value> names = cache.at("key", "files").map(Value::items).orElse(List.of());
        boolean varies = cache.at("key", "prefix").isPresent();
        boolean found = names.stream()
                .map(name -> name.text().orElse("$"))
                .anyMatch(name -> !name.matches("[\\w@./+-]+")
                        || Paths.resolve("", name).filter(repository::exists).isPresent());
        if (!names.isEmpty() && !varies && !found) {
            List<String> patterns =
                    names.stream().flatMap(name -> name.text().stream()).toList();
            sink.report(CacheKey.draft(
                    repository, Location.line(file.path(), names.getFirst().line()), patterns));
        }
    }

    private static Draft included(Missing missing) {
        return Draft.of(PATH, Location.line(missing.path(), missing.line()))
                .scope("include")
                .with("key", "include")
                .with("path", missing.name())
                .with("effect", "GitLab refuses the whole pipeline")
                .with("urgent", true)
                .confidence(0.95);
    }
}
