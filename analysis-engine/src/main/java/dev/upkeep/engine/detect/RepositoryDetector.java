package dev.upkeep.engine.detect;

import dev.upkeep.engine.finding.FindingSink;

/** Looks at the whole repository through its facts, manifests and history. Runs at every analysis, so it stays cheap. */
public non-sealed interface RepositoryDetector extends Detector {

    void detect(Repository repository, FindingSink sink);
}
