package dev.upkeep.events;

import java.util.UUID;

/**
 * How far an analysis is; lossy by nature, nothing may depend on it but a progress display.
 *
 * @param done units done in this stage (files in {@link AnalysisStage#PARSE}); 0 where the stage has no units
 * @param total units in this stage; 0 where unknown
 */
public record AnalysisProgressed(UUID analysisId, String repositoryId, AnalysisStage stage, int done, int total)
        implements AnalysisEvent {}
