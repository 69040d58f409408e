package dev.upkeep.engine.detect;

import java.util.Set;

/**
 * Code behind rules. Stateless: one instance serves all threads and all repositories.
 */
public sealed interface Detector permits FileDetector, SyntaxDetector, RepositoryDetector, FindingReview {

    /** The ids of all rules whose findings it reports or, as a review, drops. */
    Set<String> rules();
}
