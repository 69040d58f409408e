package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.FindingReview;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RetiredPackages;
import dev.upkeep.engine.finding.Draft;
import java.util.Set;

/** What is left to do in a package that is kept as it is until it goes will not be done. */
final class RetiredPackageReview implements FindingReview {

    @Override
    public Set<String> rules() {
        return Set.of(TodoComment.RULE, "react/large-component");
    }

    @Override
    public boolean stands(Draft draft, Repository repository) {
        return !repository.model(RetiredPackages.MODEL).include(draft.location().path());
    }
}
