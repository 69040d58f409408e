package dev.upkeep.scoring.domain;

import dev.upkeep.events.RuleFacts;
import java.util.Set;

/** The order of planned work: each stage can be relied on only when the one before it holds. */
enum Stage {
    /** Make it build: what is not compiled, shipped or checked cannot be mended with confidence. */
    BUILD,
    /** Make it safe: correct, tested, readable. */
    SAFE,
    /** Make it fast: last, as it is measured against what works. */
    FAST;

    private static final Set<String> BUILD_AREAS =
            Set.of("config", "ci", "docker", "compose", "helm", "deploy", "cargo", "npm", "maven", "gradle", "repo");
    private static final Set<String> BUILD_PROBLEMS = Set.of(
            "unreachable-file",
            "unreachable-folder",
            "unparsable-source",
            "leaked-tool-text",
            "unimported-macro",
            "no-incremental-build");
    private static final Set<String> FAST_AREAS = Set.of("load-test", "sql", "db", "cache", "react", "bundle", "next");

    static Stage of(RuleFacts rule) {
        int slash = rule.id().indexOf('/');
        String area = rule.id().substring(0, Math.max(slash, 0));
        String problem = rule.id().substring(slash + 1);
        if (BUILD_AREAS.contains(area) || BUILD_PROBLEMS.contains(problem)) {
            return BUILD;
        }
        return FAST_AREAS.contains(area) || rule.category().startsWith("performance") ? FAST : SAFE;
    }
}
