package dev.upkeep.report.domain;

import dev.upkeep.report.domain.Finding.Status;
import java.time.Instant;

/**
 * What is remembered of one finding.
 *
 * @param fingerprint its identity: the fingerprint under which it was first seen, kept wherever it moves
 * @param state how it stood
 * @param firstSeen the time of the first commit in which it was seen
 * @param since the time of the commit from which on it has stood like this without a break
 * @param sighting how it was last seen
 */
public record LedgerEntry(String fingerprint, State state, Instant firstSeen, Instant since, Sighting sighting) {

    /** How a finding stands after an analysis. */
    public enum State {
        PRESENT,
        SUPPRESSED,
        GONE;

        static State of(Status status) {
            return status == Status.SUPPRESSED ? SUPPRESSED : PRESENT;
        }
    }

    /** The same finding, gone from that commit on. */
    LedgerEntry gone(Instant at) {
        return new LedgerEntry(fingerprint, State.GONE, firstSeen, at, sighting);
    }
}
