package dev.upkeep.engine.detect;

import dev.upkeep.engine.finding.Draft;

/**
 * What a rule of single files cannot know of its own findings: asked of each when the whole repository is known. Safe for
 * use by several threads.
 */
public non-sealed interface FindingReview extends Detector {

    /** Whether the finding stands. */
    boolean stands(Draft draft, Repository repository);
}
