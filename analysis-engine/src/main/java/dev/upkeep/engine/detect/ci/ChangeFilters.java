package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.IgnoredPaths;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.document.PathPattern;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds workflows and jobs that wait for changes of files which do not exist, so that no change starts them. Evidence:
 * none of the patterns matches an entry of the tree; they are read as widely as they can be meant, and one that cannot
 * be read clears the list.
 */
final class ChangeFilters implements RepositoryDetector {

    private static final String RULE = "ci/path-missing";
    private static final Pattern PLAIN = Pattern.compile("[\\w@./* -]+");
    /** Without a pattern. */
    private static final Pattern FILE = Pattern.compile("[\\w@.-]+(?:/[\\w@.-]+)*\\.\\w+");

    private static final Set<String> EVENTS = Set.of("push", "pull_request", "pull_request_target");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        Predicate<Entry> dead = filter -> isDead(repository, filter.value());
        repository
                .model(Workflows.MODEL)
                .files()
                .forEach(workflow -> workflow.root().get("on").stream()
                        .flatMap(on -> on.entries().stream())
                        .filter(event -> EVENTS.contains(event.key()))
                        .flatMap(event -> event.value().entry("paths").stream())
                        .forEach(filter -> {
                            if (dead.test(filter)) {
                                sink.report(draft(workflow.path(), "workflow", filter));
                            } else {
                                slips(repository, workflow.path(), filter, sink);
                            }
                        }));
        repository
                .model(GitLabFiles.MODEL)
                .files()
                .forEach(file -> file.root().entries().stream()
                        .flatMap(job -> changes(job.value()))
                        .filter(dead)
                        .forEach(filter -> sink.report(draft(file.path(), "job", filter))));
    }

    /** Files that are written out, are not there, and stand under nearly that name. */
    private static void slips(Repository repository, String path, Entry filter, FindingSink sink) {
        for (Value item : filter.value().items()) {
            String given = item.text().orElse("");
            if (FILE.matcher(given).matches()
                    && !repository.exists(given)
                    && !repository.model(IgnoredPaths.MODEL).mayCover(given)) {
                NearPath.of(repository, given)
                        .ifPresent(meant -> sink.report(Draft.of(RULE, Location.line(path, item.line()))
                                .scope(given)
                                .with("key", filter.key())
                                .with("path", given)
                                .with("meant", meant)
                                .message("`{key}` names `{path}`, which is not in the repository: `{meant}` is, and"
                                        + " its changes start nothing by this entry")
                                .severity(Severity.LOW)));
            }
        }
    }

    private static Stream<Entry> changes(Value job) {
        Stream<Value> rules = job.get("rules").stream().flatMap(each -> each.items().stream());
        return Stream.concat(rules, job.get("only").stream())
                .flatMap(rule -> rule.entry("changes").stream())
                .map(changes -> changes.value().entry("paths").orElse(changes));
    }

    private static boolean isDead(Repository repository, Value filter) {
        List<String> patterns = filter.strings();
        return !patterns.isEmpty()
                && patterns.stream().allMatch(pattern -> PLAIN.matcher(pattern).matches())
                && patterns.stream().map(PathPattern::of).noneMatch(pattern -> matchesAny(repository, pattern));
    }

    private static boolean matchesAny(Repository repository, Pattern pattern) {
        return repository.entries().stream()
                .anyMatch(entry -> pattern.matcher(entry.path()).matches());
    }

    private static Draft draft(String path, String what, Entry filter) {
        return Draft.of(RULE, Location.line(path, filter.line()))
                .scope(filter.key())
                .with("key", filter.key())
                .with("path", String.join(", ", filter.value().strings()))
                .with("effect", "no change starts the " + what)
                .severity(Severity.MEDIUM);
    }
}
