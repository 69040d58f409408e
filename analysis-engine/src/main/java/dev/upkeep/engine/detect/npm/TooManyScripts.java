package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.npm.NpmPackage.Script;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds manifests with more scripts than the threshold, and says which of them repeat each other. Scripts that share the
 * word before the colon follow a scheme that three of them show: a group counts as three at most.
 */
final class TooManyScripts implements RepositoryDetector {

    private static final String RULE = "npm/too-many-scripts";
    private static final int OF_ONE_GROUP = 3;
    private static final String WITH_GROUPS =
            "{count} scripts in one manifest, {counted} where a group such as `{largest}:…` counts as three at most"
                    + " (limit {limit})";

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        int limit = repository.settings().thresholds().npmScripts();
        for (NpmPackage npm : repository.model(NpmWorkspace.MODEL).packages()) {
            List<Script> scripts = npm.scripts();
            if (counted(scripts) > limit) {
                sink.report(draft(npm, scripts, limit));
            }
        }
    }

    private static Draft draft(NpmPackage npm, List<Script> scripts, int limit) {
        int line = npm.manifest().entry("scripts").orElseThrow().line();
        Draft draft = Draft.of(RULE, Location.line(npm.path(), line))
                .scope("scripts")
                .with("count", scripts.size())
                .with("limit", limit)
                .with("groups", groups(scripts))
                .with("sameCommand", sameCommand(scripts));
        int counted = counted(scripts);
        return counted == scripts.size()
                ? draft
                : draft.with("counted", counted)
                        .with("largest", largest(scripts))
                        .message(WITH_GROUPS);
    }

    /** How many there are to know when a group counts as no more than shows its scheme. */
    static int counted(List<Script> scripts) {
        return schemes(scripts).values().stream()
                .mapToInt(count -> Math.min(OF_ONE_GROUP, count))
                .sum();
    }

    private static String largest(List<Script> scripts) {
        return schemes(scripts).entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** How many scripts share the word before the first colon. */
    private static Map<String, Integer> schemes(List<Script> scripts) {
        Map<String, Integer> counts = new TreeMap<>();
        scripts.forEach(script -> counts.merge(script.name().split(":", 2)[0], 1, Integer::sum));
        return counts;
    }

    /** How many scripts share the word before the first colon or dash, where it is more than one. */
    private static Map<String, Integer> groups(List<Script> scripts) {
        Map<String, Integer> counts = new TreeMap<>();
        scripts.forEach(script -> counts.merge(script.name().split("[:-]", 2)[0], 1, Integer::sum));
        counts.values().removeIf(count -> count < 2);
        return counts;
    }

    /** Names of scripts that run the very same command. */
    private static List<List<String>> sameCommand(List<Script> scripts) {
        return scripts.stream()
                .collect(Collectors.groupingBy(
                        Script::command, TreeMap::new, Collectors.mapping(Script::name, Collectors.toList())))
                .values()
                .stream()
                .filter(names -> names.size() > 1)
                .toList();
    }
}
