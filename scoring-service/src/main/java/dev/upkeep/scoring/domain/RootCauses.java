package dev.upkeep.scoring.domain;

import dev.upkeep.events.EventIds;
import dev.upkeep.events.ReportedFinding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which findings are one piece of work: those of one rule in one module, production and the rest apart, unless they
 * share a root cause. Two are known: the figures of one load-test run (a service that answers nothing is also slow),
 * and a file that is both oversized and a hotspot (splitting it mends both).
 */
final class RootCauses {

    private static final String OVERSIZED = "any/oversized-file";
    private static final String HOTSPOT = "any/hotspot";

    /** Nobody plans with more, and the event that names them all stays below 256 KiB. */
    private static final int MOST_GROUPS = 5_000;

    private final String repositoryId;
    private final Set<String> crowdedFiles;

    private RootCauses(String repositoryId, Set<String> crowdedFiles) {
        this.repositoryId = repositoryId;
        this.crowdedFiles = crowdedFiles;
    }

    /** The groups, in the order of their ids; by rule alone where modules and causes make too many. */
    static List<Group> group(String repositoryId, Collection<ScoredFinding> findings) {
        RootCauses causes = new RootCauses(repositoryId, crowdedFiles(findings));
        List<Group> groups = group(findings, causes::id);
        return groups.size() <= MOST_GROUPS ? groups : group(findings, causes::idOfRule);
    }

    private static List<Group> group(Collection<ScoredFinding> findings, Function<ScoredFinding, String> id) {
        Map<String, List<ScoredFinding>> byId =
                findings.stream().collect(Collectors.groupingBy(id, TreeMap::new, Collectors.toList()));
        List<Group> groups = new ArrayList<>();
        byId.forEach((key, members) -> groups.add(Group.of(key, members)));
        return groups;
    }

    private static Set<String> crowdedFiles(Collection<ScoredFinding> findings) {
        Set<String> oversized = pathsOf(OVERSIZED, findings);
        oversized.retainAll(pathsOf(HOTSPOT, findings));
        return oversized;
    }

    private static Set<String> pathsOf(String ruleId, Collection<ScoredFinding> findings) {
        return findings.stream()
                .filter(scored -> scored.finding().ruleId().equals(ruleId))
                .map(ScoredFinding::path)
                .collect(Collectors.toSet());
    }

    private String id(ScoredFinding scored) {
        ReportedFinding finding = scored.finding();
        if (finding.ruleId().startsWith("load-test/")) {
            return id("measured-run", finding.path(), "");
        }
        if (splits(finding.ruleId()) && crowdedFiles.contains(finding.path())) {
            return id("crowded-file", finding.path(), "");
        }
        return id(finding.ruleId(), finding.module(), kind(scored));
    }

    private String idOfRule(ScoredFinding scored) {
        return id(scored.finding().ruleId(), "", kind(scored));
    }

    private static String kind(ScoredFinding scored) {
        if (scored.inProduction()) {
            return "production";
        }
        return scored.context().apart() ? "apart" : "other";
    }

    private static boolean splits(String ruleId) {
        return ruleId.equals(OVERSIZED) || ruleId.equals(HOTSPOT);
    }

    private String id(String cause, String place, String kind) {
        return EventIds.of("improvement", repositoryId, cause, place, kind).toString();
    }
}
