package dev.upkeep.scoring.domain;

import dev.upkeep.events.EventIds;
import dev.upkeep.events.ReportedFinding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which findings are one piece of work: those of one rule in one module, production and the rest apart, unless they
 * share a root cause. Three are known: the figures of one load-test run (a service that answers nothing is also slow),
 * a file that is both oversized and a hotspot (splitting it mends both), and a path that is not there and that several
 * modules name (bringing it back mends all).
 */
final class RootCauses {

    private static final String OVERSIZED = "any/oversized-file";
    private static final String HOTSPOT = "any/hotspot";

    /** Nobody plans with more, and the event that names them all stays below 256 KiB. */
    private static final int MOST_GROUPS = 5_000;

    private final String repositoryId;
    private final Set<String> crowdedFiles;
    private final Set<String> missedPaths;

    private RootCauses(String repositoryId, Set<String> crowdedFiles, Set<String> missedPaths) {
        this.repositoryId = repositoryId;
        this.crowdedFiles = crowdedFiles;
        this.missedPaths = missedPaths;
    }

    /** The groups, in the order of their ids; by rule alone where modules and causes make too many. */
    static List<Group> group(String repositoryId, Collection<ScoredFinding> findings) {
        RootCauses causes = new RootCauses(repositoryId, crowdedFiles(findings), missedPaths(findings));
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

    /** The paths that are not there and that more than one module names. */
    private static Set<String> missedPaths(Collection<ScoredFinding> findings) {
        Map<String, Set<String>> modules = new TreeMap<>();
        findings.forEach(scored -> absent(scored)
                .ifPresent(path -> modules.computeIfAbsent(path, key -> new TreeSet<>())
                        .add(scored.finding().module())));
        modules.values().removeIf(naming -> naming.size() == 1);
        return modules.keySet();
    }

    /** What a finding says is not there, as a path in the repository. */
    private static Optional<String> absent(ScoredFinding scored) {
        return scored.finding().data().get("absent") instanceof String path ? Optional.of(path) : Optional.empty();
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
        Optional<String> absent = absent(scored).filter(missedPaths::contains);
        if (absent.isPresent()) {
            return id(finding.ruleId() + " absent", absent.get(), kind(scored));
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
