package dev.upkeep.report;

import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.CommitRef;
import dev.upkeep.events.Coverage;
import dev.upkeep.events.Coverage.SkippedFile;
import dev.upkeep.events.Effort;
import dev.upkeep.events.EventIds;
import dev.upkeep.events.FindingsReported;
import dev.upkeep.events.FindingsScored;
import dev.upkeep.events.FindingsScored.FindingScore;
import dev.upkeep.events.Improvement;
import dev.upkeep.events.Improvement.EffortEstimate;
import dev.upkeep.events.Improvement.Evidence;
import dev.upkeep.events.Improvement.Factor;
import dev.upkeep.events.Improvement.Impact;
import dev.upkeep.events.Improvement.Quadrant;
import dev.upkeep.events.Metrics;
import dev.upkeep.events.Metrics.LanguageMetrics;
import dev.upkeep.events.Metrics.Measure;
import dev.upkeep.events.PlanScored;
import dev.upkeep.events.PlanScored.Phase;
import dev.upkeep.events.ReportedFinding;
import dev.upkeep.events.ReportedFinding.Fix;
import dev.upkeep.events.ReportedFinding.Traits;
import dev.upkeep.events.RepositoryRef;
import dev.upkeep.events.RuleFacts;
import dev.upkeep.events.Severity;
import dev.upkeep.report.domain.AnalysisParts;
import dev.upkeep.report.domain.FindingLedger;
import dev.upkeep.report.domain.FindingTracking;
import dev.upkeep.report.domain.LedgerEntry;
import dev.upkeep.report.domain.LedgerEntry.State;
import dev.upkeep.report.domain.Report;
import dev.upkeep.report.domain.Report.BaselineRef;
import dev.upkeep.report.domain.ReportAssembly;
import dev.upkeep.report.domain.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An analysis as a middling shop back end gives it, with the file names and messages that break naive formats. */
public final class SampleAnalysis {

    public static final Instant COMMITTED = Instant.parse("2026-11-20T09:30:00Z");
    public static final String NASTY_PATH = "web/src/a|b`c\n<img src=x onerror=alert(1)>\u001b[31m.ts";
    private static final String COMMIT = "3f786850e387550fdab836ed7e6dc881de23001b";

    private SampleAnalysis() {}

    /** The complete parts, in two parts of findings and one of scores. */
    public static AnalysisParts parts() {
        UUID id = EventIds.of("sample", "analysis");
        return new AnalysisParts(completed(id), findings(id), plan(id), List.of(scores(id)));
    }

    /** The report of an analysis that has none before it. */
    public static Report report(AnalysisParts parts) {
        return ReportAssembly.assemble(parts, FindingTracking.of(Optional.empty(), parts), "0.1.0");
    }

    /** The report of an analysis that follows another one. */
    public static Report report(AnalysisParts parts, FindingLedger before) {
        return ReportAssembly.assemble(parts, FindingTracking.of(Optional.of(before), parts), "0.1.0");
    }

    /** What was known a week before the sample: f4 was not there, f3 was gone, f2 elsewhere, and one is fixed since. */
    public static FindingLedger weekBefore() {
        Instant then = COMMITTED.minus(Duration.ofDays(7));
        Sighting exit = new Sighting(
                "fp-gone",
                "rust/panicking-call",
                "api/src/old.rs",
                7,
                "`exit` ends the process",
                "exit(1)",
                traits("gone"));
        Stream<LedgerEntry> entries = parts().findings().stream()
                .flatMap(part -> part.findings().stream())
                .filter(finding -> !finding.id().equals("f4"))
                .map(finding -> before(finding, then));
        return new FindingLedger(
                new BaselineRef(EventIds.of("sample", "before"), "89e6c98d92887913cadf06b2adb97f26cde4849b"),
                Stream.concat(entries, Stream.of(new LedgerEntry("fp-gone", State.PRESENT, then, then, exit)))
                        .toList());
    }

    private static LedgerEntry before(ReportedFinding finding, Instant then) {
        State state = switch (finding.id()) {
            case "f3" -> State.GONE;
            case "f6" -> State.SUPPRESSED;
            default -> State.PRESENT;
        };
        Sighting sighting = new Sighting(
                finding.fingerprint(),
                finding.ruleId(),
                finding.id().equals("f2") ? "api/src/basket.rs" : finding.path(),
                finding.startLine(),
                finding.message(),
                finding.snippet(),
                traits(finding.id()));
        return new LedgerEntry(finding.fingerprint(), state, then, then, sighting);
    }

    private static Traits traits(String id) {
        return new Traits("", "code of " + id, "before " + id, "after " + id);
    }

    /** An analysis that found nothing. */
    public static AnalysisParts nothingFound() {
        UUID id = EventIds.of("sample", "nothing");
        AnalysisCompleted full = completed(id);
        AnalysisCompleted completed = new AnalysisCompleted(
                id,
                full.repository(),
                full.commit(),
                full.requestedAt(),
                full.startedAt(),
                full.completedAt(),
                full.rulesetVersion(),
                0,
                0,
                480,
                new Coverage(3, 3, 900, 0, 0, List.of()),
                new Metrics(List.of(), null, Map.of(), List.of()),
                null,
                null);
        PlanScored plan = new PlanScored(id, "shop", "1", 0, 480, List.of(), full.completedAt());
        return new AnalysisParts(completed, List.of(), plan, List.of());
    }

    private static AnalysisCompleted completed(UUID id) {
        return new AnalysisCompleted(
                id,
                new RepositoryRef("shop", "acme/shop", "https://github.com/acme/shop.git", "github", "main"),
                new CommitRef(COMMIT, "refs/heads/main", COMMITTED),
                Instant.parse("2026-11-20T10:00:00Z"),
                Instant.parse("2026-11-20T10:00:01Z"),
                Instant.parse("2026-11-20T10:00:05.250Z"),
                "rules-7c1e",
                2,
                6,
                960,
                new Coverage(
                        512,
                        498,
                        3_400_000,
                        460,
                        2,
                        List.of(
                                new SkippedFile("assets/intro.mp4", "52,428,800 bytes, the limit is 1,048,576"),
                                new SkippedFile("docs/bad\nname.md", "not valid UTF-8"))),
                new Metrics(
                        List.of(
                                new LanguageMetrics("Rust", 210, 61_000, 48_000),
                                new LanguageMetrics("TypeScript", 190, 30_500, 26_100)),
                        1_204,
                        Map.of("core", "shipped 0.26.6", "threads", "2"),
                        List.of(
                                new Measure(
                                        "p95 latency", 100, 1_734.5, "ms", "<", "load/result.json: http_req_duration"),
                                new Measure(
                                        "throughput", 1_000, 1_250.0, "requests/s", ">", "load/result.json: http_reqs"),
                                new Measure("memory", 512, null, "MiB", "<", "no file names it"))),
                "4bf92f3577b34da6a3ce929d0e0e4736",
                null);
    }

    private static List<FindingsReported> findings(UUID id) {
        return List.of(
                new FindingsReported(
                        id,
                        "shop",
                        0,
                        List.of(
                                rule("load-test/slow-p95", "Slow 95th percentile", "load-test", Severity.CRITICAL),
                                rule("rust/panicking-call", "Call that panics", "code-quality", Severity.HIGH)),
                        List.of(
                                finding(
                                        "f1",
                                        "load-test/slow-p95",
                                        Severity.CRITICAL,
                                        "p95 is 1,734.5 ms, 17 times the target of 100 ms.",
                                        "load/result.json",
                                        12,
                                        "production",
                                        null,
                                        null),
                                finding(
                                        "f2",
                                        "rust/panicking-call",
                                        Severity.HIGH,
                                        "`order.lock().unwrap()` ends the thread when it fails",
                                        "api/src/order.rs",
                                        88,
                                        "production",
                                        null,
                                        null),
                                finding(
                                        "f3",
                                        "rust/panicking-call",
                                        Severity.HIGH,
                                        "`expect(\"a | b\")` ends the thread when it fails",
                                        "api/src/order.rs",
                                        131,
                                        "production",
                                        null,
                                        null))),
                new FindingsReported(
                        id,
                        "shop",
                        1,
                        List.of(
                                rule("rust/panicking-call", "Call that panics", "code-quality", Severity.HIGH),
                                rule(
                                        "npm/duplicate-dependency",
                                        "Dependency listed twice",
                                        "dependencies",
                                        Severity.MEDIUM)),
                        List.of(
                                finding(
                                        "f4",
                                        "npm/duplicate-dependency",
                                        Severity.MEDIUM,
                                        "=HYPERLINK(\"x\") *is* in `dependencies` and <b>devDependencies</b>\nsecond line",
                                        NASTY_PATH,
                                        4,
                                        "production",
                                        null,
                                        new Fix("Remove the second entry", "--- a/package.json\n+++ b/package.json\n")),
                                finding(
                                        "f5",
                                        "rust/panicking-call",
                                        Severity.HIGH,
                                        "`panic!` ends the thread",
                                        "api/tests/all.rs",
                                        9,
                                        "test",
                                        null,
                                        null),
                                finding(
                                        "f6",
                                        "rust/panicking-call",
                                        Severity.HIGH,
                                        "`todo!` ends the thread",
                                        "api/src/later.rs",
                                        3,
                                        "production",
                                        "Accepted until the rewrite",
                                        null))));
    }

    private static RuleFacts rule(String id, String title, String category, Severity severity) {
        return new RuleFacts(
                id, title, category, severity, new Effort(15, 10, false), false, true, "Do what `" + id + "` says.");
    }

    private static ReportedFinding finding(
            String id,
            String rule,
            Severity severity,
            String message,
            String path,
            int line,
            String context,
            @Nullable String suppression,
            @Nullable Fix fix) {
        return new ReportedFinding(
                id,
                "fp-" + id,
                rule,
                severity,
                0.9,
                message,
                path,
                line,
                line,
                context,
                path.substring(0, path.indexOf('/')),
                "let x = y;",
                Map.of("line", line),
                0.8,
                3,
                suppression,
                fix,
                traits(id));
    }

    private static FindingsScored scores(UUID id) {
        return new FindingsScored(
                id,
                "shop",
                0,
                List.of(
                        improvement(
                                "i-dup",
                                "List each dependency once",
                                "dependencies",
                                "npm/duplicate-dependency",
                                "web",
                                1,
                                12,
                                1,
                                Quadrant.QUICK_WIN,
                                "medium",
                                List.of(new Evidence("f4", NASTY_PATH, 4, "=HYPERLINK(\"x\") *is* in `dependencies`"))),
                        improvement(
                                "i-p95",
                                "Bring p95 under its target",
                                "load-test",
                                "load-test/slow-p95",
                                "",
                                1,
                                90,
                                0,
                                Quadrant.BIG_BET,
                                "critical",
                                List.of(new Evidence(
                                        "f1", "load/result.json", 12, "p95 is 1,734.5 ms, 17 times the target"))),
                        improvement(
                                "i-panic",
                                "Return errors instead of panicking",
                                "code-quality",
                                "rust/panicking-call",
                                "api",
                                2,
                                40,
                                1,
                                Quadrant.QUICK_WIN,
                                "high",
                                List.of(
                                        new Evidence(
                                                "f2",
                                                "api/src/order.rs",
                                                88,
                                                "`order.lock().unwrap()` ends the thread"),
                                        new Evidence(
                                                "f3",
                                                "api/src/order.rs",
                                                131,
                                                "`expect(\"a | b\")` ends the thread")))),
                List.of(
                        new FindingScore("f1", 90, "i-p95"),
                        new FindingScore("f2", 21.5, "i-panic"),
                        new FindingScore("f3", 18.5, "i-panic"),
                        new FindingScore("f4", 12, "i-dup"),
                        new FindingScore("f5", 0, null)));
    }

    private static Improvement improvement(
            String id,
            String title,
            String category,
            String rule,
            String module,
            int findings,
            double score,
            int phase,
            Quadrant quadrant,
            String level,
            List<Evidence> evidence) {
        int minutes = (int) (score * 4);
        return new Improvement(
                id,
                title,
                category,
                List.of(rule),
                module,
                findings,
                1,
                new Impact(
                        score,
                        level,
                        List.of(new Factor("severity", score, "rule `" + rule + "`", Math.log(score) / Math.log(2)))),
                new EffortEstimate(minutes / 2, minutes, minutes * 2, minutes > 240 ? "large" : "small"),
                Math.round(score / minutes * 1e6) / 1e6,
                quadrant,
                phase,
                "It stands here because " + level + " impact meets " + minutes + " minutes.",
                evidence,
                "Moves to phase 2 if the budget falls under one hour.",
                List.of("Read the evidence.", "Change `" + rule + "`; test; measure again."));
    }

    private static PlanScored plan(UUID id) {
        return new PlanScored(
                id,
                "shop",
                "1",
                1,
                960,
                List.of(
                        new Phase(0, "Critical fixes", List.of("i-p95"), 360, 90 / 142.0),
                        new Phase(1, "Quick wins", List.of("i-panic", "i-dup"), 208, 52 / 142.0),
                        new Phase(2, "Planned", List.of(), 0, 0)),
                Instant.parse("2026-11-20T10:00:06Z"));
    }
}
