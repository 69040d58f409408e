package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.FindingReview;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.TestCases;
import dev.upkeep.engine.finding.Draft;
import java.util.Set;

/** What is input of a case for a tool was written to be just so, or is what others wrote. */
final class TestCaseReview implements FindingReview {

    @Override
    public Set<String> rules() {
        return Set.of(
                TodoComment.RULE,
                "javascript/accumulating-spread",
                "javascript/condition-always-same",
                "javascript/listener-not-removed",
                "javascript/placeholder-in-plain-text",
                "javascript/swallowed-error",
                "react/effect-without-cleanup",
                "react/index-as-key",
                "react/missing-effect-dependency",
                "react/nested-component",
                "typescript/any-cast");
    }

    @Override
    public boolean stands(Draft draft, Repository repository) {
        TestCases cases = repository.model(TestCases.MODEL);
        return repository.file(draft.location().path()).filter(cases::hold).isEmpty();
    }
}
