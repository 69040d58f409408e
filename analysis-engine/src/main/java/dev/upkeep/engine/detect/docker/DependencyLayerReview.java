package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.FindingReview;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.finding.Draft;
import java.util.Set;

/** Keeps what is said of layers to images that somebody waits for: those of tests are built once, on an empty machine. */
final class DependencyLayerReview implements FindingReview {

    @Override
    public Set<String> rules() {
        return Set.of(NoDependencyLayer.RULE);
    }

    @Override
    public boolean stands(Draft draft, Repository repository) {
        return !Unshipped.is(repository, draft.location().path());
    }
}
