package dev.upkeep.events;

import java.util.List;
import java.util.UUID;

/**
 * One part of an analysis' findings. Parts may arrive in any order; {@link AnalysisCompleted} says how many there are.
 *
 * @param part 0-based
 * @param rules the facts of every rule that {@code findings} name
 */
public record FindingsReported(
        UUID analysisId, String repositoryId, int part, List<RuleFacts> rules, List<ReportedFinding> findings)
        implements AnalysisEvent {}
