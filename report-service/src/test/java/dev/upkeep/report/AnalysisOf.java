package dev.upkeep.report;

import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.CommitRef;
import dev.upkeep.events.Coverage;
import dev.upkeep.events.Coverage.SkippedFile;
import dev.upkeep.events.EventIds;
import dev.upkeep.events.FindingsReported;
import dev.upkeep.events.PlanScored;
import dev.upkeep.events.ReportedFinding;
import dev.upkeep.events.ReportedFinding.Traits;
import dev.upkeep.events.Severity;
import dev.upkeep.report.domain.AnalysisParts;
import dev.upkeep.report.domain.FindingLedger;
import dev.upkeep.report.domain.FindingTracking;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An analysis of which only the findings matter. */
public record AnalysisOf(
        Instant committedAt,
        List<ReportedFinding> findings,
        @Nullable List<String> rules,
        List<SkippedFile> skipped) {

    public static AnalysisOf at(Instant committedAt, List<ReportedFinding> findings) {
        return new AnalysisOf(committedAt, findings, null, List.of());
    }

    /** The same with only these rules asked. */
    public AnalysisOf asking(String... asked) {
        return new AnalysisOf(committedAt, findings, List.of(asked), skipped);
    }

    /** The same without having read these files. */
    public AnalysisOf skipping(String... paths) {
        return new AnalysisOf(
                committedAt,
                findings,
                rules,
                Stream.of(paths).map(path -> new SkippedFile(path, "a reason")).toList());
    }

    public FindingTracking track(Optional<FindingLedger> before) {
        return FindingTracking.of(before, parts());
    }

    /** A finding with code and neighbours of its own. */
    public static ReportedFinding finding(String id, String path, int line) {
        Traits traits = new Traits("", "code of " + id, "before " + id, "after " + id);
        return finding(id, "fp-" + id, path, line, null, traits);
    }

    /** The same finding elsewhere. */
    public static ReportedFinding moved(ReportedFinding finding, String fingerprint, String path, int line) {
        return finding(finding.id(), fingerprint, path, line, finding.suppression(), finding.traits());
    }

    public static ReportedFinding suppressed(ReportedFinding finding) {
        return finding(
                finding.id(), finding.fingerprint(), finding.path(), finding.startLine(), "accepted", finding.traits());
    }

    private AnalysisParts parts() {
        AnalysisCompleted sample = SampleAnalysis.parts().completed();
        UUID id = EventIds.of("analysis", committedAt.toString());
        AnalysisCompleted completed = new AnalysisCompleted(
                id,
                sample.repository(),
                new CommitRef("c0ffee", "refs/heads/main", committedAt),
                sample.requestedAt(),
                sample.startedAt(),
                sample.completedAt(),
                "1",
                1,
                findings.size(),
                480,
                new Coverage(1, 1, 1, 0, skipped.size(), skipped),
                sample.metrics(),
                null,
                rules);
        return new AnalysisParts(
                completed,
                List.of(new FindingsReported(id, "shop", 0, List.of(), findings)),
                new PlanScored(id, "shop", "1", 0, 480, List.of(), committedAt),
                List.of());
    }

    private static ReportedFinding finding(
            String id,
            String fingerprint,
            String path,
            int line,
            @Nullable String suppression,
            @Nullable Traits traits) {
        return new ReportedFinding(
                id,
                fingerprint,
                "rust/panicking-call",
                Severity.HIGH,
                0.9,
                "`" + id + "` panics",
                path,
                line,
                line,
                "production",
                "",
                "let " + id + ";",
                Map.of(),
                null,
                null,
                suppression,
                null,
                traits);
    }
}
