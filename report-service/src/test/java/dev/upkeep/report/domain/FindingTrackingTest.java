package dev.upkeep.report.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.events.ReportedFinding;
import dev.upkeep.report.AnalysisOf;
import dev.upkeep.report.domain.Finding.Status;
import dev.upkeep.report.domain.FindingTracking.Tracked;
import dev.upkeep.report.domain.Report.FixedFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingTrackingTest {

    private static final Instant DAY = Instant.parse("2026-03-01T12:00:00Z");
    private static final ReportedFinding A = AnalysisOf.finding("a", "src/a.rs", 10);
    private static final ReportedFinding B = AnalysisOf.finding("b", "src/b.rs", 20);

    @Test
    void aFirstAnalysisFindsOnlyNewOnes() {
        FindingTracking first = analysis(0, A, B).track(Optional.empty());

        assertThat(first.of("a")).isEqualTo(new Tracked("fp-a", Status.NEW, DAY, DAY, null));
        assertThat(first.baseline()).isEmpty();
        assertThat(first.ledger().entries()).hasSize(2);
    }

    @Test
    void theSameCommitAgainChangesNothing() {
        FindingLedger once = analysis(0, A, B).track(Optional.empty()).ledger();

        FindingTracking again = analysis(0, A, B).track(Optional.of(once));

        assertThat(again.ledger().entries()).isEqualTo(once.entries());
        assertThat(again.fixed()).isEmpty();
        assertThat(again.of("a").status()).isEqualTo(Status.OPEN);
    }

    @Test
    void aFixedFindingIsListedOnceAndReopenedWhenItIsBack() {
        FindingTracking first = analysis(0, A, B).track(Optional.empty());
        FindingTracking second = analysis(1, B).track(Optional.of(first.ledger()));
        FindingTracking third = analysis(2, B).track(Optional.of(second.ledger()));
        FindingTracking fourth = analysis(29, A, B).track(Optional.of(third.ledger()));
        FindingTracking fifth = analysis(30, A, B).track(Optional.of(fourth.ledger()));

        assertThat(second.fixed()).extracting(FixedFinding::fingerprint).containsExactly("fp-a");
        assertThat(third.fixed()).isEmpty();
        assertThat(fourth.of("a")).isEqualTo(new Tracked("fp-a", Status.REOPENED, DAY, day(29), null));
        assertThat(fifth.of("a")).isEqualTo(new Tracked("fp-a", Status.OPEN, DAY, day(29), null));
        assertThat(fifth.of("b").since()).isEqualTo(DAY);
    }

    @Test
    void whatComesBackAfterThirtyDaysIsNewAndForgotten() {
        FindingLedger fixed = analysis(1, B)
                .track(Optional.of(analysis(0, A, B).track(Optional.empty()).ledger()))
                .ledger();

        FindingTracking late = analysis(31, A, B).track(Optional.of(fixed));

        assertThat(late.of("a").status()).isEqualTo(Status.NEW);
        assertThat(late.of("a").firstSeen()).isEqualTo(day(31));
        assertThat(late.ledger().entries()).hasSize(2);
    }

    @Test
    void aFindingThatMovesKeepsItsIdentityAndSaysFromWhere() {
        FindingLedger before = analysis(0, A).track(Optional.empty()).ledger();
        ReportedFinding moved = AnalysisOf.moved(A, "fp-elsewhere", "src/renamed.rs", 99);

        FindingTracking after = analysis(1, moved).track(Optional.of(before));
        FindingTracking later = analysis(2, moved).track(Optional.of(after.ledger()));

        assertThat(after.of("a")).isEqualTo(new Tracked("fp-a", Status.OPEN, DAY, DAY, "src/a.rs"));
        assertThat(later.of("a")).isEqualTo(new Tracked("fp-a", Status.OPEN, DAY, DAY, null));
    }

    @Test
    void aNewFindingInThePlaceOfOneThatMovedHasAnIdentityOfItsOwn() {
        FindingLedger before = analysis(0, A).track(Optional.empty()).ledger();
        ReportedFinding moved = AnalysisOf.moved(A, "fp-elsewhere", "src/renamed.rs", 99);
        ReportedFinding inItsPlace = AnalysisOf.moved(AnalysisOf.finding("c", "src/a.rs", 10), "fp-a", "src/a.rs", 500);

        FindingTracking after = analysis(1, moved, inItsPlace).track(Optional.of(before));

        assertThat(after.of("a").fingerprint()).isEqualTo("fp-a");
        assertThat(after.of("c").status()).isEqualTo(Status.NEW);
        assertThat(after.of("c").fingerprint()).isNotEqualTo("fp-a").hasSize(64);
    }

    @Test
    void whatWasNotLookedAtKeepsItsState() {
        FindingLedger before = analysis(0, A, B).track(Optional.empty()).ledger();

        FindingTracking otherRules = analysis(1).asking("some/other-rule").track(Optional.of(before));
        FindingTracking skipped = analysis(2).skipping("src/a.rs", "vendor/").track(Optional.of(otherRules.ledger()));
        FindingTracking all = analysis(3, A).asking(A.ruleId()).track(Optional.of(skipped.ledger()));

        assertThat(otherRules.fixed()).isEmpty();
        assertThat(otherRules.unseen()).isEqualTo(2);
        assertThat(skipped.fixed()).extracting(FixedFinding::path).containsExactly("src/b.rs");
        assertThat(skipped.unseen()).isEqualTo(1);
        assertThat(all.of("a")).isEqualTo(new Tracked("fp-a", Status.OPEN, DAY, DAY, null));
    }

    @Test
    void aSuppressedFindingIsNeitherNewNorFixed() {
        ReportedFinding suppressed = AnalysisOf.suppressed(A);
        FindingTracking first = analysis(0, A).track(Optional.empty());
        FindingTracking second = analysis(1, suppressed).track(Optional.of(first.ledger()));
        FindingTracking third = analysis(2, suppressed).track(Optional.of(second.ledger()));
        FindingTracking counted = analysis(3, A).track(Optional.of(third.ledger()));
        FindingTracking gone = analysis(3).track(Optional.of(third.ledger()));

        assertThat(third.of("a")).isEqualTo(new Tracked("fp-a", Status.SUPPRESSED, DAY, day(1), null));
        assertThat(counted.of("a")).isEqualTo(new Tracked("fp-a", Status.OPEN, DAY, day(3), null));
        assertThat(gone.fixed()).isEmpty();
    }

    private static AnalysisOf analysis(int day, ReportedFinding... findings) {
        return AnalysisOf.at(day(day), List.of(findings));
    }

    private static Instant day(int day) {
        return DAY.plus(Duration.ofDays(day));
    }
}
