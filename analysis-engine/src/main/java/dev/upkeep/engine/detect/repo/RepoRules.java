package dev.upkeep.engine.detect.repo;

import dev.upkeep.engine.detect.RuleGroup;
import java.util.List;

/** The rules of this area. */
public final class RepoRules {

    private RepoRules() {}

    public static RuleGroup group() {
        return new RuleGroup(
                List.of(new CommittedBinary(), new Leftovers(), new BrokenLink()),
                List.of(new EmbedFacts()),
                List.of());
    }
}
