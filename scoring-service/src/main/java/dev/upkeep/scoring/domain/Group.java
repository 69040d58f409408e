package dev.upkeep.scoring.domain;

import dev.upkeep.events.RuleFacts;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Findings that are one piece of work.
 *
 * @param findings never empty, worst first
 */
record Group(String id, List<ScoredFinding> findings) {

    static Group of(String id, Collection<ScoredFinding> findings) {
        return new Group(id, findings.stream().sorted(ScoredFinding.WORST_FIRST).toList());
    }

    ScoredFinding worst() {
        return findings.getFirst();
    }

    int size() {
        return findings.size();
    }

    /** The same work cut down to its worst places. */
    Group worst(int count) {
        return new Group(id, findings.subList(0, count));
    }

    /** The rules of the group, that of the worst finding first. */
    List<RuleFacts> rules() {
        return findings.stream().map(ScoredFinding::rule).distinct().toList();
    }

    long files() {
        return findings.stream().map(ScoredFinding::path).distinct().count();
    }

    long critical() {
        return findings.stream().filter(ScoredFinding::critical).count();
    }

    /** Whether none of it is a risk in production. */
    boolean apart() {
        return findings.stream()
                .allMatch(
                        finding -> !finding.inProduction() && finding.context().apart());
    }

    /** The contexts of the findings outside production; empty for a group in production. */
    List<CodeContext> contexts() {
        return findings.stream()
                .filter(finding -> !finding.inProduction())
                .map(ScoredFinding::context)
                .distinct()
                .sorted()
                .collect(Collectors.toUnmodifiableList());
    }
}
