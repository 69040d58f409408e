package dev.upkeep.analyzer.application;

import java.util.UUID;

/**
 * Counts how often an analysis was started without reaching an end, over the death of this process: what kills an
 * analyser must not kill the next one for ever. Thread-safe.
 */
public interface AttemptLedger {

    /** Notes a start. */
    Attempts begin(UUID analysisId);

    /** Notes why an attempt failed, for the refusal that may follow. */
    void failed(UUID analysisId, String reason);

    /** Forgets the analysis: it has reached an end. */
    void end(UUID analysisId);

    /**
     * What is known of earlier attempts.
     *
     * @param number of this one, from 1
     * @param lastFailure why the one before failed; empty where it died without a word
     */
    record Attempts(int number, String lastFailure) {}
}
