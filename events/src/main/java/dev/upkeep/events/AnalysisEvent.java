package dev.upkeep.events;

import java.util.UUID;

/** What an analyser says of one analysis: the facts of {@code upkeep.analysis}. */
public sealed interface AnalysisEvent extends Event
        permits AnalysisStarted, AnalysisProgressed, FindingsReported, AnalysisCompleted, AnalysisRefused {

    /** The analysis that this fact belongs to: the {@link RepositoryChanged#changeId()} that asked for it. */
    UUID analysisId();
}
