package dev.upkeep.engine.detect.repo;

import dev.upkeep.engine.detect.RuleGroup;

/** The rules of this area. */
public final class RepoRules {

    private RepoRules() {}

    public static RuleGroup group() {
        return RuleGroup.of(new CommittedBinary(), new Leftovers(), new BrokenLink());
    }
}
