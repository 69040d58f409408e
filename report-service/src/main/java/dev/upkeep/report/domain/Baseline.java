package dev.upkeep.report.domain;

import dev.upkeep.report.domain.Report.BaselineRef;
import dev.upkeep.report.domain.Report.FixedFinding;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a new report is compared with: the findings that counted in the report before it.
 *
 * @param findings in the order of that report
 */
public record Baseline(BaselineRef ref, List<FixedFinding> findings) {

    /** The identities of its findings. */
    Set<String> fingerprints() {
        return findings.stream().map(FixedFinding::fingerprint).collect(Collectors.toUnmodifiableSet());
    }

    /** Its findings that are not among the given identities. */
    List<FixedFinding> without(Set<String> fingerprints) {
        return findings.stream()
                .filter(finding -> !fingerprints.contains(finding.fingerprint()))
                .toList();
    }
}
