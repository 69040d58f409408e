package dev.upkeep.report.domain;

import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.FindingsReported;
import dev.upkeep.events.FindingsScored;
import dev.upkeep.events.PlanScored;
import java.util.List;

/** Everything that was said of one analysis, complete; the lists are in the order of their parts. */
public record AnalysisParts(
        AnalysisCompleted completed, List<FindingsReported> findings, PlanScored plan, List<FindingsScored> scores) {}
