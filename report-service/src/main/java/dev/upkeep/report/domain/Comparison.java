package dev.upkeep.report.domain;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Two reports of one repository against each other, by the fingerprints of the findings that count.
 *
 * @param added findings of the head that the base does not have
 * @param fixed findings of the base that the head does not have
 * @param unchanged how many are in both
 */
public record Comparison(Side base, Side head, List<Finding> added, List<Finding> fixed, int unchanged) {

    /** One of the two. */
    public record Side(String analysisId, String commit, int findings, double impact) {}

    /** Compares. */
    public static Comparison of(Report base, Report head) {
        List<Finding> added = missingIn(base, head);
        return new Comparison(
                side(base),
                side(head),
                added,
                missingIn(head, base),
                head.summary().findings() - added.size());
    }

    private static List<Finding> missingIn(Report other, Report report) {
        Set<String> known = other.findings().stream()
                .filter(Finding::counts)
                .map(Finding::fingerprint)
                .collect(Collectors.toUnmodifiableSet());
        return report.findings().stream()
                .filter(finding -> finding.counts() && !known.contains(finding.fingerprint()))
                .toList();
    }

    private static Side side(Report report) {
        double impact = report.recommendations().stream()
                .mapToDouble(recommendation -> recommendation.impact().score())
                .sum();
        return new Side(
                report.analysis().id().toString(),
                report.commit().sha(),
                report.summary().findings(),
                impact);
    }
}
