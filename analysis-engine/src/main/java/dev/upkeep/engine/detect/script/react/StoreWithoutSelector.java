package dev.upkeep.engine.detect.script.react;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.script.facts.ReactFacts;
import dev.upkeep.engine.detect.script.graph.ImportGraph;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.Set;

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
            for (String call : file.facts().words().getOrDefault(ReactFacts.STORE_CALLS, Set.of())) {
                String hook = call.substring(0, call.indexOf('@'));
                if (makes(repository, file.path(), hook)
                        || graph.targets(file.path()).stream().anyMatch(path -> makes(repository, path, hook))) {
                    sink.report(Draft.of(
                                    RULE,
                                    Location.line(file.path(), Integer.parseInt(call.substring(hook.length() + 1))))
                            .with("hook", hook));
                }
            }
        }
    }

    private static boolean makes(Repository repository, String path, String hook) {
        return repository
                .file(path)
                .filter(file -> file.facts()
                        .words()
                        .getOrDefault(ReactFacts.STORES, Set.of())
                        .contains(hook))
                .isPresent();
    }
}
