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
import java.util.Optional;
import java.util.Set;

/**
 * A memoised component that gets an object, array or function made while rendering, so that it renders each time all the
 * same. Evidence: the file, or one that it imports, wraps a component of that name in {@code memo} without a comparison
 * of its own.
 */
public final class NewObjectProp implements RepositoryDetector {

    private static final String RULE = "react/new-object-prop";
    private static final String SEVERAL =
            "{props} are made anew at every render, so memo({component}) never spares one";

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        ImportGraph graph = repository.model(ImportGraph.MODEL);
        ReactCompiler compiler = repository.model(ReactCompiler.MODEL);
        for (AnalysedFile file : repository.files()) {
            Set<String> props = file.facts().words().getOrDefault(ReactFacts.FRESH_PROPS, Set.of());
            if (props.isEmpty() || compiler.compiles(file.path())) {
                continue;
            }
            for (String fresh : props) {
                String[] parts = fresh.split("@", 3);
                Optional<String> memoised = memoised(repository, file.path(), parts[0])
                        .or(() -> graph.origins(file.path()).stream()
                                .flatMap(path -> memoised(repository, path, parts[0]).stream())
                                .findFirst());
                memoised.ifPresent(path -> sink.report(
                        draft(file.path(), Integer.parseInt(parts[2]), parts[0], List.of(parts[1].split(",", -1)))
                                .with("memoisedIn", path)));
            }
        }
    }

    /** One for each element: whoever mends one of its props and leaves the others has won nothing. */
    private static Draft draft(String file, int line, String component, List<String> props) {
        Draft draft = Draft.of(RULE, Location.line(file, line)).scope(component).with("component", component);
        return props.size() == 1
                ? draft.with("prop", props.getFirst())
                : draft.with("props", props).message(SEVERAL);
    }

    private static Optional<String> memoised(Repository repository, String path, String component) {
        return repository
                .file(path)
                .filter(file -> file.facts()
                        .words()
                        .getOrDefault(ReactFacts.MEMOISED, Set.of())
                        .contains(component))
                .map(AnalysedFile::path);
    }
}
