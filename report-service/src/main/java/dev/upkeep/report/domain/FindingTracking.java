package dev.upkeep.report.domain;

import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.Coverage.SkippedFile;
import dev.upkeep.events.ReportedFinding;
import dev.upkeep.report.domain.Finding.Status;
import dev.upkeep.report.domain.FindingMatching.Pair;
import dev.upkeep.report.domain.LedgerEntry.State;
import dev.upkeep.report.domain.Report.BaselineRef;
import dev.upkeep.report.domain.Report.FixedFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How the findings of one analysis stand against the ledger of the analysis before it, and the ledger that follows.
 *
 * <p>Before means {@link Standing}: by the time of the commit, then of the request, on the branch that stands for the
 * repository, or on the same ref for any other; in what order the analyses end does not matter. All times are times of
 * commits, so that the same commits give the same ledger whenever they are read.
 *
 * <p>A finding is gone when its rule was asked and its file was read or is no more. What was not looked at keeps its
 * state. What comes back within {@value #DAYS_REMEMBERED} days is reopened; later it is new.
 */
public final class FindingTracking {

    static final int DAYS_REMEMBERED = 30;

    private static final Comparator<ReportedFinding> SOURCE_ORDER = Comparator.comparing(ReportedFinding::path)
            .thenComparingInt(ReportedFinding::startLine)
            .thenComparing(ReportedFinding::ruleId)
            .thenComparing(ReportedFinding::id);

    private final AnalysisCompleted completed;
    private final Instant now;
    private final Optional<FindingLedger> previous;
    private final List<ReportedFinding> reported;
    private final Map<String, LedgerEntry> partners = new HashMap<>();
    private final Map<String, Tracked> tracked = new HashMap<>();
    private final List<LedgerEntry> entries = new ArrayList<>();
    private final List<FixedFinding> fixed = new ArrayList<>();
    private int unseen;

    /**
     * One finding's history.
     *
     * @param fingerprint its identity, unique within the analysis
     * @param movedFrom the path that it had before, where that was another one
     */
    public record Tracked(
            String fingerprint,
            Status status,
            Instant firstSeen,
            Instant since,
            @Nullable String movedFrom) {}

    private FindingTracking(Optional<FindingLedger> previous, AnalysisParts parts) {
        this.completed = parts.completed();
        this.now = completed.commit().committedAt();
        this.previous = previous;
        this.reported = parts.findings().stream()
                .flatMap(part -> part.findings().stream())
                .sorted(SOURCE_ORDER)
                .toList();
    }

    /** The findings of a complete analysis against what was remembered before it. */
    public static FindingTracking of(Optional<FindingLedger> previous, AnalysisParts parts) {
        FindingTracking tracking = new FindingTracking(previous, parts);
        tracking.matchPresent();
        tracking.matchGone();
        tracking.trackReported();
        tracking.trackUnmatched();
        return tracking;
    }

    /** The analysis that was compared with; empty for a first one. */
    Optional<BaselineRef> baseline() {
        return previous.map(FindingLedger::ref);
    }

    /** The history of a finding of this analysis, by its id. */
    Tracked of(String findingId) {
        return Objects.requireNonNull(tracked.get(findingId), findingId);
    }

    /** Findings that counted and are gone, in the order of their places. */
    List<FixedFinding> fixed() {
        return fixed.stream()
                .sorted(Comparator.comparing(FixedFinding::path)
                        .thenComparingInt(FixedFinding::startLine)
                        .thenComparing(FixedFinding::fingerprint))
                .toList();
    }

    /** How many findings that counted were not looked at this time. */
    int unseen() {
        return unseen;
    }

    /** What is remembered from now on. */
    public FindingLedger ledger() {
        return new FindingLedger(
                new BaselineRef(completed.analysisId(), completed.commit().sha()), List.copyOf(entries));
    }

    private void matchPresent() {
        List<LedgerEntry> present = remembered(entry -> entry.state() != State.GONE);
        match(present, reported, FindingMatching.of(sightings(present), seen(reported)));
    }

    private void matchGone() {
        List<LedgerEntry> gone = remembered(entry -> entry.state() == State.GONE && recent(entry));
        List<ReportedFinding> unmatched = reported.stream()
                .filter(finding -> !partners.containsKey(finding.id()))
                .toList();
        match(gone, unmatched, FindingMatching.ofSameCode(sightings(gone), seen(unmatched)));
    }

    private void match(List<LedgerEntry> before, List<ReportedFinding> after, List<Pair> pairs) {
        pairs.forEach(pair -> partners.put(after.get(pair.after()).id(), before.get(pair.before())));
    }

    private void trackReported() {
        Identities identities = new Identities(remembered(_ -> true));
        for (ReportedFinding finding : reported) {
            Tracked history = track(finding, partners.get(finding.id()), identities);
            tracked.put(finding.id(), history);
            entries.add(new LedgerEntry(
                    history.fingerprint(),
                    State.of(history.status()),
                    history.firstSeen(),
                    history.since(),
                    Sighting.of(finding)));
        }
    }

    private Tracked track(ReportedFinding finding, @Nullable LedgerEntry before, Identities identities) {
        boolean suppressed = finding.suppression() != null;
        if (before == null) {
            return new Tracked(
                    identities.next(finding.fingerprint()),
                    suppressed ? Status.SUPPRESSED : Status.NEW,
                    now,
                    now,
                    null);
        }
        Status status = suppressed ? Status.SUPPRESSED : before.state() == State.GONE ? Status.REOPENED : Status.OPEN;
        String path = before.sighting().path();
        return new Tracked(
                before.fingerprint(),
                status,
                before.firstSeen(),
                State.of(status) == before.state() ? before.since() : now,
                path.equals(finding.path()) ? null : path);
    }

    private void trackUnmatched() {
        Set<LedgerEntry> matched = new HashSet<>(partners.values());
        remembered(entry -> !matched.contains(entry)).forEach(this::trackUnmatched);
    }

    private void trackUnmatched(LedgerEntry entry) {
        boolean counted = entry.state() == State.PRESENT;
        if (entry.state() == State.GONE) {
            remember(entry);
        } else if (lookedAt(entry.sighting())) {
            remember(entry.gone(now));
            if (counted) {
                fixed.add(FixedFinding.of(entry));
            }
        } else {
            remember(entry);
            unseen += counted ? 1 : 0;
        }
    }

    private void remember(LedgerEntry entry) {
        if (entry.state() != State.GONE || recent(entry)) {
            entries.add(entry);
        }
    }

    private boolean lookedAt(Sighting sighting) {
        List<String> rules = completed.rules();
        return (rules == null || rules.contains(sighting.ruleId()))
                && completed.coverage().skipped().stream().noneMatch(skipped -> covers(skipped, sighting.path()));
    }

    /** A skipped folder ends in a slash. */
    private static boolean covers(SkippedFile skipped, String path) {
        return skipped.path().endsWith("/") ? path.startsWith(skipped.path()) : path.equals(skipped.path());
    }

    private boolean recent(LedgerEntry gone) {
        return Duration.between(gone.since(), now).toDays() < DAYS_REMEMBERED;
    }

    private List<LedgerEntry> remembered(Predicate<LedgerEntry> wanted) {
        return previous.stream()
                .flatMap(ledger -> ledger.entries().stream())
                .filter(wanted)
                .toList();
    }

    private static List<Sighting> sightings(List<LedgerEntry> remembered) {
        return remembered.stream().map(LedgerEntry::sighting).toList();
    }

    private static List<Sighting> seen(List<ReportedFinding> findings) {
        return findings.stream().map(Sighting::of).toList();
    }
}
