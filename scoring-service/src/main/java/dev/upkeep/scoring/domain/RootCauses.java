package dev.upkeep.scoring.domain;

import dev.upkeep.events.EventIds;
import dev.upkeep.events.ReportedFinding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which findings are one piece of work: those of one rule in one module, production and the rest apart, unless they
 * share a root cause. Two are known: the figures of one load-test run (a service that answers nothing is also slow),
 * and a file that is both oversized and a hotspot (splitting it mends both).
 */
final class RootCauses {

    private static final String OVERSIZED = "any/oversized-file";
    private static final String HOTSPOT = "any/hotspot";

    private final Set<String> crowdedFiles;

    private RootCauses(Set<String> crowdedFiles) {
        this.crowdedFiles = crowdedFiles;
    }

    /** The groups, in the order of their keys. */
    static List<Group> group(String repositoryId, Collection<ScoredFinding> findings) {
        RootCauses causes = new RootCauses(crowdedFiles(findings));
        Map<String, List<ScoredFinding>> byKey = findings.stream()
                .collect(Collectors.groupingBy(
                        finding -> causes.id(repositoryId, finding), TreeMap::new, Collectors.toList()));
        List<Group> groups = new ArrayList<>();
        byKey.forEach((id, members) -> groups.add(Group.of(id, members)));
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

    private String id(String repositoryId, ScoredFinding scored) {
        ReportedFinding finding = scored.finding();
        if (finding.ruleId().startsWith("load-test/")) {
            return id(repositoryId, "measured-run", finding.path(), "");
        }
        if (splits(finding.ruleId()) && crowdedFiles.contains(finding.path())) {
            return id(repositoryId, "crowded-file", finding.path(), "");
        }
        return id(repositoryId, finding.ruleId(), finding.module(), scored.inProduction() ? "production" : "other");
    }

    private static boolean splits(String ruleId) {
        return ruleId.equals(OVERSIZED) || ruleId.equals(HOTSPOT);
    }

    private static String id(String repositoryId, String cause, String place, String kind) {
        return EventIds.of("improvement", repositoryId, cause, place, kind).toString();
    }
}
