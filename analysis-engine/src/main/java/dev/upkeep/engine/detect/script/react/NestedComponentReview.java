package dev.upkeep.engine.detect.script.react;

import dev.upkeep.engine.detect.FindingReview;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.finding.Draft;
import java.util.Set;

/** The React Compiler keeps a function from one render to the next, a component as well. */
public final class NestedComponentReview implements FindingReview {

    @Override
    public Set<String> rules() {
        return Set.of(NestedComponent.RULE);
    }

    @Override
    public boolean stands(Draft draft, Repository repository) {
        return !repository.model(ReactCompiler.MODEL).compiles(draft.location().path());
    }
}
