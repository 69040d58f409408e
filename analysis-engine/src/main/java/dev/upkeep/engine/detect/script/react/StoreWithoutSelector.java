package dev.upkeep.engine.detect.script.react;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.script.facts.ReactFacts;
import dev.upkeep.engine.detect.script.graph.ImportGraph;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A component that takes a whole zustand store. Evidence: the hook is called without a selector, and the file itself, or
 * one that it imports, makes a hook of that name with zustand.
 */
public final class StoreWithoutSelector implements RepositoryDetector {

    private static final String RULE = "react/store-without-selector";

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        ImportGraph graph = repository.model(ImportGraph.MODEL);
        for (AnalysedFile file : repository.files()) {
            for (String word : words(file, ReactFacts.STORE_CALLS)) {
                String[] call = word.split("@", 3);
                Stream.concat(
                                Stream.of(file.path()),
                                Stream.of(file.path()).flatMap(path -> graph.origins(path).stream()))
                        .flatMap(path -> repository.file(path).stream())
                        .filter(maker -> words(maker, ReactFacts.STORES).contains(call[0]))
                        .findFirst()
                        .filter(maker -> !takesAll(maker, call[0], Set.of(call[2].split(",", -1))))
                        .ifPresent(maker ->
                                sink.report(Draft.of(RULE, Location.line(file.path(), Integer.parseInt(call[1])))
                                        .with("hook", call[0])));
            }
        }
    }

    /** Whether the store holds nothing else that could change: a selector would spare no render. */
    private static boolean takesAll(AnalysedFile maker, String hook, Set<String> taken) {
        List<String> held = words(maker, ReactFacts.STORE_STATE).stream()
                .filter(word -> word.startsWith(hook + "@"))
                .map(word -> word.substring(hook.length() + 1))
                .toList();
        return !held.isEmpty() && taken.containsAll(held);
    }

    private static Set<String> words(AnalysedFile file, String kind) {
        return file.facts().words().getOrDefault(kind, Set.of());
    }
}
